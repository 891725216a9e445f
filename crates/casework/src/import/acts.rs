//! What can be done with a file of the queue in the state it is in: said here once, for every face.

use crate::view::{ImportState as State, QueueAct as Act, QueuedFileView};

/// True where this import brought a paper in that undoing takes back; one that was here before stays.
pub(super) fn brought_in(file: &QueuedFileView) -> bool {
    file.document.is_some()
        && matches!(
            file.state,
            State::ToCheck
                | State::Filed
                | State::Kept
                | State::Unreadable
                | State::HasPassword
                | State::Stopped
        )
}

/// What can be done, the nearest first.
pub(super) fn acts(file: &QueuedFileView) -> Vec<Act> {
    let paper = file.document.is_some();
    let only = |act: Act, when: bool| when.then_some(act);
    let again = only(Act::Again, file.again);
    let fine_as_two = only(Act::Fine, file.same_letter_as.is_some());
    let undo = only(Act::Undo, brought_in(file));
    let all = match file.state {
        State::Waiting => [Some(Act::TakeOut), None, None],
        State::Sealing | State::Reading => [Some(Act::Stop), None, None],
        State::ToCheck => [only(Act::Check, paper), fine_as_two, undo],
        State::Filed => [only(Act::See, paper), fine_as_two, undo],
        State::Known => [
            again,
            only(Act::PutBack, file.in_trash && paper),
            Some(Act::Fine),
        ],
        State::HasPassword => [Some(Act::Password), Some(Act::Leave), undo],
        State::Kept | State::Unreadable | State::Stopped if paper => [again, Some(Act::See), undo],
        State::Kept | State::Unreadable | State::Stopped | State::Refused => {
            [again, Some(Act::Leave), None]
        }
        State::Undone => [only(Act::PutBack, paper), Some(Act::Fine), None],
        State::Received => [None, None, None],
    };
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::view::bare;
    use crate::view::SameLetterView;

    fn file(state: State) -> QueuedFileView {
        QueuedFileView {
            document: Some("a paper".to_owned()),
            ..bare(String::new(), state, None)
        }
    }

    #[test]
    fn undo_is_offered_for_what_this_import_brought_in_and_for_nothing_else() {
        for state in [
            State::ToCheck,
            State::Filed,
            State::Kept,
            State::Unreadable,
            State::HasPassword,
            State::Stopped,
        ] {
            assert!(acts(&file(state)).contains(&Act::Undo), "{state:?}");
        }
        for state in [
            State::Waiting,
            State::Reading,
            State::Known,
            State::Refused,
            State::Undone,
        ] {
            assert!(!acts(&file(state)).contains(&Act::Undo), "{state:?}");
        }
        let gone = bare(String::new(), State::Stopped, None);
        assert_eq!(acts(&gone), [Act::Leave]);
    }

    #[test]
    fn what_can_be_tried_again_says_so_first() {
        let again = |state| QueuedFileView {
            again: true,
            ..file(state)
        };
        assert_eq!(
            acts(&again(State::Unreadable)),
            [Act::Again, Act::See, Act::Undo]
        );
        assert_eq!(acts(&again(State::Refused)), [Act::Again, Act::Leave]);
        assert_eq!(acts(&again(State::Known)), [Act::Again, Act::Fine]);
    }

    #[test]
    fn a_letter_in_two_forms_may_stay_so_and_one_in_the_trash_comes_back() {
        let same = QueuedFileView {
            same_letter_as: Some(SameLetterView {
                document: "another".to_owned(),
                title: String::new(),
            }),
            ..file(State::ToCheck)
        };
        assert_eq!(acts(&same), [Act::Check, Act::Fine, Act::Undo]);
        let known = QueuedFileView {
            in_trash: true,
            ..file(State::Known)
        };
        assert_eq!(acts(&known), [Act::PutBack, Act::Fine]);
        assert_eq!(acts(&file(State::Undone)), [Act::PutBack, Act::Fine]);
    }
}
