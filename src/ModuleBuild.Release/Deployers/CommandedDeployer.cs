using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Release.Commands;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Deployers;

/// <summary>
/// Runs commands of the team before and after another deployer. One that fails fails the step: before, nothing was brought; after, the set was,
/// and the operation takes the way back. They get what the deployer of the team would get, see <see cref="CommandDeployer"/>.
/// </summary>
/// <param name="deployer">Brings the set.</param>
/// <param name="before">Run one after another before it.</param>
/// <param name="after">Run one after another after it.</param>
/// <param name="clock">The time.</param>
public sealed class CommandedDeployer(
    IDeployer deployer, ImmutableArray<CommandOptions> before, ImmutableArray<CommandOptions> after, TimeProvider clock) : IDeployer
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<Finding>> DeployAsync(DeployRequest request, CancellationToken cancellation)
    {
        var failures = await RunAsync(before, request, cancellation);
        failures = failures.IsEmpty ? await deployer.DeployAsync(request, cancellation) : failures;
        return failures.IsEmpty ? await RunAsync(after, request, cancellation) : failures;
    }

    private async Task<ImmutableArray<Finding>> RunAsync(ImmutableArray<CommandOptions> commands, DeployRequest request, CancellationToken cancellation)
    {
        var input = Encoding.UTF8.GetString(StoreJson.Write(CommandedSet.Of(request)));
        foreach (var options in commands)
        {
            var command = new ExternalCommand(options.Command, options.Timeout, clock, options.Folder);
            var result = await command.RunAsync(input, CommandDeployer.Variables(request), cancellation);
            if (!result.IsSuccess)
            {
                CommandDeployer.Show(request, command, result);
                return [Finding.Create(DiagnosticCatalog.CommandFailed, new SourceLocation(command.Name), command.Name, request.Environment, result.Reason)];
            }
        }

        return [];
    }
}
