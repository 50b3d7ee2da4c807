using System.CommandLine;
using System.CommandLine.Invocation;
using ModuleBuild.Packaging;

namespace ModuleBuild.Cli.Commands;

/// <summary><c>modulebuild --version</c>: the version as outputs record it.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ToolVersion.Current);
        return ExitCode.Success;
    }
}
