//! What findings say about themes, and about work that had to be stopped (`B6…`).

use super::Quoted;

problem!(NoTheme<'a> { name: Quoted<'a>, known: Quoted<'a>, suggestion: Option<&'a str> });

problem!(TemplateError<'a> { template: Option<&'a str>, message: Quoted<'a> });

problem!(ThemeText<'a> { message: Quoted<'a> });

problem!(ThemeTooDeep { limit: ThemeLimit, max: usize });

choice! {
    /// What there is too much of in a theme.
    ThemeLimit { Nesting = "nesting", Branches = "branches", Bytes = "bytes", Chain = "chain" }
}

problem!(OutOfTime<'a> {
    /// The bound that was set; absent where the system stopped it by a bound of its own.
    seconds: Option<u64>,
    outputs: Option<&'a str>,
    template: Option<&'a str>,
});

problem!(OutOfMemory<'a> {
    /// As with [`OutOfTime::seconds`].
    memory: Option<u64>,
    outputs: Option<&'a str>,
    template: Option<&'a str>,
});
