namespace ModuleBuild.Testing;

/// <summary>One diagnostic of a build.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Code">For example <c>MB0004</c>; empty where there is none.</param>
/// <param name="File">Absolute path, or empty.</param>
/// <param name="Line">From 1, or 0.</param>
/// <param name="Column">From 1, or 0.</param>
/// <param name="Message">The text.</param>
public sealed record BuildMessage(string Severity, string Code, string File, int Line, int Column, string Message)
{
    /// <summary>The short form that tests compare: <c>error MB0004 module.json(3,5)</c>.</summary>
    public override string ToString() => $"{Severity} {Code} {Path.GetFileName(File)}({Line},{Column})";
}

/// <summary>What a build gave.</summary>
/// <param name="Succeeded">Whether it succeeded.</param>
/// <param name="Messages">Errors and warnings, each once, in the order of their appearance.</param>
/// <param name="Log">All that it printed.</param>
public sealed record BuildOutcome(bool Succeeded, IReadOnlyList<BuildMessage> Messages, string Log)
{
    /// <summary>The messages in their short form.</summary>
    public IEnumerable<string> Short => Messages.Select(message => message.ToString());
}
