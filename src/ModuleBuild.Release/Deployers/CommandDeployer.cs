using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Commands;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Brings sets by a command of the team. It gets the set as JSON on its standard input, and says with its exit code how it went: 0 done, 75
/// (<c>EX_TEMPFAIL</c> of sysexits.h) try again, anything else failed. It has to keep the highest fence and to refuse lower ones, as every
/// deployer does; see <c>docs/deployers.md</c>.
/// </summary>
/// <param name="options">The command.</param>
/// <param name="clock">The time.</param>
public sealed class CommandDeployer(CommandOptions options, TimeProvider clock) : IDeployer
{
    /// <summary>Exit code of a command that may be run again.</summary>
    public const int TryAgain = 75;

    private const int MostTries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
    {
        var command = new ExternalCommand(options.Command, options.Timeout, clock, options.Folder);
        var input = Encoding.UTF8.GetString(StoreJson.Write(CommandedSet.Of(request)));
        for (var attempt = 1; ; attempt++)
        {
            var result = await command.RunAsync(input, Variables(request), cancellation);
            if (result.IsSuccess)
            {
                return [];
            }

            Show(request, command, result);
            if (result.ExitCode != TryAgain || attempt == MostTries)
            {
                return [DeployFailure.NeverBrought(command.Name, result.Reason)];
            }

            await Task.Delay(Pause * attempt, clock, cancellation);
        }
    }

    /// <summary>Shows what a command wrote to who watches.</summary>
    /// <param name="request">What is brought.</param>
    /// <param name="command">The command.</param>
    /// <param name="result">How it ended.</param>
    internal static void Show(DeployRequest request, ExternalCommand command, CommandResult result)
    {
        if (result.Shown(command.Name) is { } text)
        {
            request.Watcher?.Report(text);
        }
    }

    /// <summary>What each command of an operation finds in its environment.</summary>
    /// <param name="request">What is brought.</param>
    internal static ImmutableDictionary<string, string> Variables(DeployRequest request) => ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("MODULEBUILD_OPERATION", request.Operation),
        KeyValuePair.Create("MODULEBUILD_FENCE", request.Fence.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("MODULEBUILD_ENVIRONMENT", request.Environment),
        KeyValuePair.Create("MODULEBUILD_RELEASE", request.Release.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("MODULEBUILD_ACTIVATE", request.Activate ? "true" : "false"),
    ]);
}
