namespace ModuleBuild.Cli.Output;

/// <summary>How findings are written to standard output.</summary>
internal enum OutputFormat
{
    /// <summary>For people: MSBuild's form, one line a finding, and a summary.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One SARIF 2.1.0 log.</summary>
    Sarif,

    /// <summary>GitHub's workflow commands, which become annotations.</summary>
    GitHub,
}
