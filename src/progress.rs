//! Shows a run's progress on standard error: a bar on a terminal, a line for each stage
//! elsewhere, or one JSON object a line.

use std::io::{IsTerminal, Write, stderr};
use std::time::Duration;

use demoreel_primitives::progress::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::ProgressForm;
use crate::report::Report;

/// Where progress goes.
pub struct ProgressView {
    form: Form,
    report: Report,
}

enum Form {
    Bar(ProgressBar),
    Lines,
    Json,
    Silent,
}

impl ProgressView {
    /// A view in the form that the user asked for.
    pub fn new(form: ProgressForm) -> ProgressView {
        let form = match form {
            ProgressForm::Json => Form::Json,
            ProgressForm::None => Form::Silent,
            ProgressForm::Auto if stderr().is_terminal() => Form::Bar(bar()),
            ProgressForm::Auto => Form::Lines,
        };
        ProgressView {
            form,
            report: Report::default(),
        }
    }

    /// Shows what happened. Warnings are shown in every form.
    pub fn show(&mut self, progress: &Progress) {
        match &self.form {
            Form::Json => {
                let line = serde_json::to_string(progress).unwrap_or_default();
                // A reader that went away is no reason to stop the work.
                let _ = writeln!(stderr(), "{line}");
            }
            Form::Bar(bar) => show_on_bar(bar, progress),
            Form::Lines => show_as_line(progress),
            Form::Silent => {}
        }
        match (&self.form, progress) {
            (Form::Json, _) => {}
            (Form::Bar(bar), Progress::Warning { diagnostic }) => {
                bar.suspend(|| self.report.print(diagnostic));
            }
            (_, Progress::Warning { diagnostic }) => self.report.print(diagnostic),
            _ => {}
        }
    }

    /// Takes the bar away, so that what follows stands alone.
    pub fn finish(&self) {
        if let Form::Bar(bar) = &self.form {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn show_on_bar(bar: &ProgressBar, progress: &Progress) {
    match progress {
        Progress::Stage { stage, total } => {
            bar.reset();
            bar.set_style(style(total.is_some()));
            bar.set_prefix(stage.clone());
            bar.set_message("");
            if let Some(total) = total {
                bar.set_length(*total);
            }
        }
        Progress::Advance { done, detail } => {
            bar.set_position(*done);
            if let Some(detail) = detail {
                bar.set_message(detail.clone());
            }
        }
        Progress::Done { stage, detail } => bar.println(done_line(stage, detail.as_deref())),
        Progress::Wrote { path } => bar.println(format!("  wrote    {path}")),
        Progress::Warning { .. } => {}
    }
}

fn style(counted: bool) -> ProgressStyle {
    let template = match counted {
        true => "  {prefix:8} {bar:32.cyan/dim} {pos}/{len} {wide_msg:.dim}",
        false => "  {prefix:8} {spinner} {wide_msg:.dim}",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn show_as_line(progress: &Progress) {
    match progress {
        Progress::Done { stage, detail } => {
            anstream::eprintln!("{}", done_line(stage, detail.as_deref()));
        }
        Progress::Wrote { path } => anstream::eprintln!("  wrote    {path}"),
        Progress::Stage { .. } | Progress::Advance { .. } | Progress::Warning { .. } => {}
    }
}

fn done_line(stage: &str, detail: Option<&str>) -> String {
    format!("  {stage:8} {}", detail.unwrap_or("done"))
}
