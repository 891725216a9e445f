// Handles for the walk through the real window (`data-testid`): names that stay, whatever the words become.
//
//   first run   first-run · first-vault-next · first-choose-folder · first-have · first-open-vault
//               passphrase · passphrase-again · passphrase-use · passphrase-other · passphrase-next · remember
//               sheet · sheet-word-<1..24> (text: the word) · sheet-print · sheet-save · sheet-hand
//               confirm-<number> (the three fields, also `data-number`) · sheet-next · sheet-skip · ask-yes · ask-no
//               first-letter · first-letter-choose · first-letter-look
//   locked      locked · unlock-passphrase · unlock · unlock-login · unlock-sheet · unlock-words
//               unlock-trouble · unlock-wait · something-due
//   trouble     stuck · trouble (any error; its code in `trouble-code`)
//   frame       nav-<place> · top-find · top-add · top-hide · top-lock · top-reading · undo-bar · undo
//   today       today · next-step · next-sooner · next-do · next-later · quiet · sheet-wanted · sheet-check · sheet-make
//               sheet-broke · sheet-noted
//               changed · changed-letter · changed-yes · changed-partly · changed-keep (also in review)
//               approvals · approval-<n> · approval-letter-<n> · approval-done-<n>
//               day-<n> · day-why-<n> · day-steps-<n> · day-letter-<n> · day-sooner-<n>
//   documents   documents · search · row-<n> (also `data-document`) · preview · page-<n> · check-facts · more
//               filter-kind · filter-from · filter-when · find-in · find-in-words · print · hit-page-<n>
//               save-copy · open-outside · not-read · read-it · paper-password · rename · other-letter
//               to-trash · restore · empty-trash · open-trash · trashed-records · put-record-back-<n>
//   queue       queue · file-<n> (also `data-state`, `data-document`) · check-<n> · see-<n> · file-undo-<n>
//               stop-<n> · again-<n> · put-away-<n> · same-<n> · put-back-<n>
//               password-<n> · queue-undo-all · queue-stop · queue-clear
//   review      review · question-<field> · choice-<field>-<n> · fact-<field> · edit-<field> · date-line
//               then-<field>-<n> · then-<field>-unknown (the second short question) · value-<field> · use-<field>
//               add-fact · add-fact-form · add-fact-which · add-fact-words · add-fact-do
//               review-why · review-save · left-to-check · not-back · date-sooner · date-approval
//   why         why · why-change · why-date · why-ways · why-sooner · why-step-<n> · why-copy · why-close
//   appeals     appeals · won · ladder-<n> (also `data-state`) · ladder-why-<n> · write-appeal · write-other · kind-<id>
//               after · after-<id of a way> · after-act-<id> · after-why-<id> · after-more-<id> · after-see · ladder-after-<n>
//               share-open · share-all (text: all that is saved) · share-insurer · share-state · share-said · share-save
//               letters · letter-<n> (also `data-letter`) · letter-trash-<n>
//   letter      letter · letter-back · letter-day · see-packet · letter-tab-<pane> · reasons-pane · answers-pane · letter-pane
//               reason-<n> (also `data-answered`) · letter-check · letter-ask-<id> · answers-<tab> · pick-<tab>-<n>
//               pick-more-<n> · pick-against-<n> · section-<n> · paragraph-<section>-<n> · add-paragraph-<section>
//               proposal-<section>-<n> · proposal-take-<section>-<n> · proposal-keep-<section>-<n> · statements · show-bare
//               letter-refresh · letter-reopen · party-from · party-to · party-<field> · party-save · gap-words · gap-save
//   packet      packet · packet-back · packet-cover · part-<n> · exhibit-<n> (also `data-label`) · exhibit-up-<n>
//               exhibit-down-<n> · packet-page (text: which of how many) · packet-before · packet-next · packet-notes
//               hand-add · hand-timeline · hand-own · hand-own-add · hand-row-<n> · hand-all · hand-close · hand-paper
//               hand-paper-do · exhibit-came-<n> · exhibit-put-<n> · exhibit-here-<n> · exhibit-out-<n> · packet-follows
//               missing-<n> · not-final · not-final-<n> · not-final-close · packet-to · packet-final · packet-reopen · packet-save · packet-word
//   form        form-panel-<n> (also `data-along`) · form-check-<n> · form-along-<n> · form · form-back · form-save
//               form-page-<n> · form-counts · form-box-<n> · form-see-<n> · form-pen · form-trouble
//   plan        plan · plan-call · plan-fill · plan-interview · plan-kind · plan-<field> · counter-<field> · call-<n>
//   checklist   open-checklist · checklist · list-condition · list-stage · row-<id> (also `data-state`) · more-<id> · ask-<id>
//               have-<id> · untick-<id> · paper-<id> · rows-<id> · asked-<id> · asked-on · asked-do · note-<id> · note-keep-<id>
//               own-title · own-add · drop-<id>
//   request     request · request-you · request-who · request-item-<id> · request-save · request-print · request-mark
//               request-trouble · fills · fill-<n>
//   claims      claims · tab-steps · tab-claims · claim-new · claim-<n> (also `data-claim`, `data-standing`) · claim-lines
//               claim-edit · claim-mark-sent · claim-put-answer · claim-clinic · claim-close · claim-trash · claim-try
//               check-<id> (also `data-verdict`) · mend-<id> · claim-guess · guess-yes · guess-no · claim-sums · how-<n>
//               claim-finding · answer-doubt · claim-clock · claim-sentence · claim-terms · form-save · form-cancel · form-<field>
//   claim       claim-editor · field-<name> · line-<n> · field-<name>-<n> · plain-<n> · line-add · line-out-<n>
//               line-more-<n> · claim-save · claim-bill · claim-total
//   form        form-panel-<n> (also `data-along`) · form-check-<n> · form-along-<n> · form · form-back · form-save
//               form-page-<n> · form-counts · form-box-<n> · form-see-<n> · form-pen · form-trouble
//   plan        plan · plan-call · plan-fill · plan-interview · plan-kind · plan-<field> · counter-<field> · call-<n>
//               plan-offers · offer-<n> · offer-take-<n> · offer-no-<n> · offers-all · call-trash-<n>
//               call-came-<n> · promise-day-<n> · promise-keep-<n> · amount-<field>
//               plan-form · plan-state · plan-field-<field> · plan-save
//               interview · answer-<n> · interview-next · interview-back · interview-save · interview-end
//               interview-found · kind-card · kind-moves
//               call · call-start · call-clock · call-step-<n> · call-field-<field> · call-words-<n> · call-whom
//               call-name · call-number · call-reference · call-said · call-promise · call-by · call-save
//   treatment   treatment · treat-add · treat-fill · treat-scale · treat-view · chart · score-table · score-<n> · treat-out
//               tried · trial-<n> (also `data-state`) · asked · treat-ask · ask-payer · ask-drugs … · ask-save · gap-<n>
//               add-sessions · session-<n> · session-what · session-days · session-dose · session-save
//               trial · trial-name · name-<n> · trial-dose · trial-start · trial-end · trial-still · trial-save
//               trial-<field> · look (also `data-state`) · trial-trash
//               scale · scale-item (text: the question) · answer-<value> · scale-back · scale-stop · help · help-go
//               scale-total · scale-day · scale-done · scale-score · scale-close
//   plan book   plan-book · passage-<section> · see-<section> (its page chip) · pin-<section> (also `data-pinned`)
//               places-<section> · all-topics · missing-<section> · ask-<section> · passage-page · page-before · page-next · not-book
//               book-<n> (a paper that may be one) · book-name · pin-note-<section> · pin-note-keep-<section> · compare · positions · position-<id>
//   before      before-<name> (what it said before) · before-<name>-<n> · bring-<name>-<n>; the names: claim · claim-terms · trial
//               session · ask · scale · plan · call-<n> · book · pin-<section> · list · request · letter · <id of a thing of the checklist>
//   versions    versions · change-<n> (also `data-kind`) · change-old · change-new · pin-change · replace-book
//   settings    settings · section-<name> · set-<setting> · verify · verify-result · history
//               set-check · check-sheet · check-words · check-do · check-cancel · set-sheet · new-sheet · sheet-old · sheet-keep
//   over        find · find-words · found-<n> · found-about-<n> · keys · drop · drop-read · drop-keep (also `data-lit`) · one
//
// A component spreads `...at('name')`, so that a search for a handle finds its place.

/** The attribute for a handle. */
export function at(name: string): { 'data-testid': string } {
  return { 'data-testid': name };
}
