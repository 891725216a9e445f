//! What the packet's file says of itself: its title and language, for viewers, for search, and for those who have it
//! read out. No day stands in it, so that the same packet has the same bytes.

use super::outline::text_string;
use super::target::Target;
use lopdf::{Dictionary, Stream};

/// The language packets are written in.
const LANGUAGE: &str = "en-US";

/// Enters language and description into the catalog; gives the older form of the same.
pub(super) fn enter(target: &mut Target, catalog: &mut Dictionary, title: &str) -> Dictionary {
    let mut shown = Dictionary::new();
    shown.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", shown);
    catalog.set("Lang", lopdf::Object::string_literal(LANGUAGE));
    let mut kind = Dictionary::new();
    kind.set("Type", "Metadata");
    kind.set("Subtype", "XML");
    // whoever looks for it looks without unpacking
    let described = Stream::new(kind, description(title).into_bytes()).with_compression(false);
    let described = target.add(described);
    catalog.set("Metadata", described);
    let mut info = Dictionary::new();
    info.set("Title", text_string(title));
    info.set("Creator", text_string("Holdfast"));
    info
}

fn description(title: &str) -> String {
    let title = escaped(title);
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>Holdfast</xmp:CreatorTool>\n\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// Signs that mean something in XML are written out; those it cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => {}
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stays_text_whatever_signs_it_holds() {
        let said = description("A & B <no> \u{1}\"yes\" \u{627}");
        assert!(
            said.contains(">A &amp; B &lt;no&gt; &quot;yes&quot; \u{627}</rdf:li>"),
            "{said}"
        );
    }
}
