//! The interview that finds the kind of plan: one question after another, each answer leading on.

use holdfast_library::Library;
use holdfast_library::appeal::Question;

/// Most answers that are followed; no way through the questions is as long.
const MOST_ANSWERS: usize = 20;

/// What comes after the answers so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next<'a> {
    /// The next question.
    Ask(&'a Question),
    /// The kind of plan is found (`unknown` where it is not).
    Found {
        /// Plan kind id.
        kind: &'a str,
        /// The last question and its answer, for "why".
        why: (&'a str, &'a str),
    },
}

/// An answer that does not belong to its question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InterviewError {
    /// The library holds no questions.
    #[error("there is no question to begin with")]
    NoQuestions,
    /// The question has no such answer.
    #[error("question {question} has no answer {answer}")]
    NoSuchAnswer {
        /// Question id.
        question: String,
        /// Place of the answer, from 0.
        answer: usize,
    },
    /// More answers than questions.
    #[error("there are more answers than questions")]
    TooManyAnswers,
}

/// The interview over a library.
#[derive(Clone, Copy, Debug)]
pub struct Interview<'a> {
    questions: &'a [Question],
}

/// The interview that finds the kind of plan.
pub fn interview(lib: &Library) -> Interview<'_> {
    Interview {
        questions: &lib.appeal.questions,
    }
}

impl<'a> Interview<'a> {
    /// What comes after these answers, each the place of the answer under its question, from 0.
    pub fn next(&self, answers: &[usize]) -> Result<Next<'a>, InterviewError> {
        let mut question = self.questions.first().ok_or(InterviewError::NoQuestions)?;
        for (at, &answer) in answers.iter().enumerate().take(MOST_ANSWERS) {
            let chosen =
                question
                    .answers
                    .get(answer)
                    .ok_or_else(|| InterviewError::NoSuchAnswer {
                        question: question.id.clone(),
                        answer,
                    })?;
            match self.questions.iter().find(|q| q.id == chosen.goto) {
                Some(next) => question = next,
                None if at + 1 == answers.len() => {
                    return Ok(Next::Found {
                        kind: &chosen.goto,
                        why: (&question.ask, &chosen.say),
                    });
                }
                None => return Err(InterviewError::TooManyAnswers),
            }
        }
        if answers.len() > MOST_ANSWERS {
            return Err(InterviewError::TooManyAnswers);
        }
        Ok(Next::Ask(question))
    }

    /// The most questions that can follow an answer to this one, itself counted: "question 2 of at most 4".
    pub fn most_left(&self, question: &Question) -> usize {
        self.most_within(question, MOST_ANSWERS)
    }

    fn most_within(&self, question: &Question, steps: usize) -> usize {
        if steps == 0 {
            return 0;
        }
        let after = question.answers.iter().filter_map(|answer| {
            let next = self.questions.iter().find(|q| q.id == answer.goto)?;
            Some(self.most_within(next, steps - 1))
        });
        1 + after.max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn walk(interview: Interview<'_>, answers: &mut Vec<usize>, kinds: &mut BTreeSet<String>) {
        match interview.next(answers).unwrap() {
            Next::Ask(question) => {
                for at in 0..question.answers.len() {
                    answers.push(at);
                    walk(interview, answers, kinds);
                    answers.pop();
                }
            }
            Next::Found { kind, .. } => {
                kinds.insert(kind.to_owned());
            }
        }
    }

    #[test]
    fn every_way_ends_at_a_kind_and_every_kind_is_reached() {
        let lib = Library::builtin();
        let mut kinds = BTreeSet::new();
        walk(interview(lib), &mut Vec::new(), &mut kinds);
        let all: BTreeSet<String> = lib.appeal.plan_kinds.iter().map(|k| k.id.clone()).collect();
        assert_eq!(kinds, all);
    }

    #[test]
    fn no_way_is_longer_than_what_was_said_to_be_left() {
        fn check(interview: Interview<'_>, answers: &mut Vec<usize>, most: usize) {
            if let Next::Ask(question) = interview.next(answers).unwrap() {
                let left = interview.most_left(question);
                assert!((1..=most).contains(&left), "{answers:?}: {left} of {most}");
                for at in 0..question.answers.len() {
                    answers.push(at);
                    check(interview, answers, left - 1);
                    answers.pop();
                }
            }
        }
        let interview = interview(Library::builtin());
        check(interview, &mut Vec::new(), 5);
    }

    #[test]
    fn a_wrong_answer_is_an_error() {
        let interview = interview(Library::builtin());
        assert!(matches!(
            interview.next(&[99]),
            Err(InterviewError::NoSuchAnswer { .. })
        ));
        assert_eq!(interview.next(&[5, 0]), Err(InterviewError::TooManyAnswers));
        assert!(matches!(
            interview.next(&[5]),
            Ok(Next::Found {
                kind: "tricare",
                ..
            })
        ));
    }
}
