using System.Collections.Immutable;
using ModuleBuild.Release.Commands;

namespace ModuleBuild.Release.Gates;

/// <summary>OpenSSH's <c>ssh-keygen -Y</c>, which signs and verifies (https://man.openbsd.org/ssh-keygen#Y).</summary>
/// <param name="clock">The time.</param>
internal sealed class SshKeygen(TimeProvider clock)
{
    private const string Program = "ssh-keygen";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly ImmutableDictionary<string, string> Variables = ImmutableDictionary<string, string>.Empty
        .Add("LC_ALL", "C")
        .Add("SSH_ASKPASS_REQUIRE", "never");

    /// <summary>Runs it.</summary>
    /// <param name="input">Text for its standard input.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<CommandResult> RunAsync(string input, CancellationToken cancellation, params ImmutableArray<string> arguments) =>
        new ExternalCommand([Program, .. arguments], Longest, clock).RunAsync(input, Variables, cancellation);
}
