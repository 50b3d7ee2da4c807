using System.Text.RegularExpressions;

namespace ModuleBuild.Testing;

/// <summary>Builds with a spawned <c>dotnet</c>, as users do.</summary>
/// <param name="packagesFolder">NUGET_PACKAGES.</param>
public sealed partial class SpawnedBuild(string packagesFolder) : IBuildDriver
{
    /// <inheritdoc/>
    public Task<BuildOutcome> RunAsync(
        string project, IReadOnlyList<string> targets, IReadOnlyDictionary<string, string>? properties = null, bool restore = true) =>
        DotnetAsync(
        [
            "build", project, $"-t:{string.Join(';', targets)}", .. restore ? Array.Empty<string>() : ["--no-restore"],
            .. (properties ?? new Dictionary<string, string>()).Select(property => $"-p:{property.Key}={property.Value}"),
        ],
        Path.GetDirectoryName(project)!);

    /// <summary>Runs a <c>dotnet</c> command line and reads its diagnostics.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="folder">Working directory.</param>
    /// <param name="environment">More environment variables.</param>
    public async Task<BuildOutcome> DotnetAsync(
        IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>());
        variables.TryAdd("NUGET_PACKAGES", packagesFolder);
        var result = await ChildProcess.RunAsync("dotnet", arguments, folder, variables);
        return new BuildOutcome(result.ExitCode == 0, [.. Read(result.Output).Distinct()], result.Output + result.Error);
    }

    private static IEnumerable<BuildMessage> Read(string output) =>
        from line in output.Split('\n')
        let match = Canonical().Match(line.TrimEnd('\r'))
        where match.Success
        select new BuildMessage(
            match.Groups["severity"].Value,
            match.Groups["code"].Value,
            match.Groups["file"].Value.Trim(),
            Number(match.Groups["line"]),
            Number(match.Groups["column"]),
            match.Groups["message"].Value);

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;

    // file(line,column): error CODE: message [project]
    [GeneratedRegex(@"^(?<file>[^()]*?)(\((?<line>\d+)(,(?<column>\d+))?\))?\s*: (?<severity>error|warning) (?<code>[A-Z]+\d+)?\s*: (?<message>.*?)( \[[^\]]+\])?$")]
    private static partial Regex Canonical();
}
