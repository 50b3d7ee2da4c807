using System.Text.RegularExpressions;
using NuGet.Configuration;
using ModuleBuild.Testing;

namespace ModuleBuild.Architecture.Tests.Documents;

/// <summary>Nothing in the repository names the machine on which it was written.</summary>
public sealed class MachineTraceTests
{
    private static readonly string[] PublicHosts = ["api.nuget.org", "www.nuget.org", "registry.npmjs.org", "localhost", "127.0.0.1"];

    private static readonly string[] Binary = [".png", ".nupkg", ".dll", ".gz", ".ico"];

    // Written in two parts, so that this file does not hold them.
    private static readonly Regex HomeOfRoot = new(@"(?<![\w.\-])/(root|wo" + @"rk)/\.?\w", RegexOptions.CultureInvariant);

    [Fact]
    public async Task No_file_names_a_folder_of_the_machine()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders = [.. new[] { home, RepositoryFolder.Path }.Where(folder => folder.Count(c => c is '/' or '\\') > 1)];

        Offenders.None(await LinesAsync(line => HomeOfRoot.IsMatch(line) || folders.Any(folder => line.Contains(folder, StringComparison.OrdinalIgnoreCase))),
            "Paths of a machine; use made-up ones such as '/home/user/app':");
    }

    [Fact]
    public async Task No_file_names_a_private_package_source()
    {
        var hosts = SourcesOfThisMachine().Where(host => !PublicHosts.Contains(host)).Distinct().ToList();

        Offenders.None(await LinesAsync(line => hosts.Any(host => line.Contains(host, StringComparison.OrdinalIgnoreCase))),
            "Addresses of package sources of this machine:");
    }

    [Fact]
    public async Task Package_sources_in_configuration_files_are_public()
    {
        var files = (await AllAsync()).Where(file =>
            file.Name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase) || file.Name is ".npmrc" or "package-lock.json");

        Offenders.None(
            from file in files
            from Match match in Regex.Matches(file.ReadText(), @"(?:""resolved"":\s*""|registry\s*=\s*|value=""|registryUrl"":\s*"")https?://(?<host>[^/:""\s]+)")
            where !PublicHosts.Contains(match.Groups["host"].Value)
            select $"{file.Path}: {match.Value}",
            "Sources that others cannot reach:");
    }

    [Fact]
    public void Path_of_a_machine_is_recognized()
    {
        Assert.Matches(HomeOfRoot, "see /wo" + "rk/main");
        Assert.Matches(HomeOfRoot, "\"/ro" + "ot/.nuget\"");
        Assert.DoesNotMatch(HomeOfRoot, "https://example.com/work/items and docs/root/page");
    }

    private static IEnumerable<string> SourcesOfThisMachine()
    {
        var sources = PackageSourceProvider.LoadPackageSources(Settings.LoadDefaultSettings(RepositoryFolder.Path)).Select(source => source.Source);
        string?[] registries = [Environment.GetEnvironmentVariable("npm_config_registry"), Environment.GetEnvironmentVariable("NPM_CONFIG_REGISTRY")];
        return
            from address in sources.Concat(registries)
            let uri = Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed : null
            where uri is { IsFile: false }
            select uri.Host;
    }

    private static async Task<IEnumerable<string>> LinesAsync(Func<string, bool> isOffender) =>
        from file in await AllAsync()
        where !Binary.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        from line in file.ReadLines().Select((text, index) => (Text: text, Number: index + 1))
        where isOffender(line.Text)
        select FormattableString.Invariant($"{file.Path}({line.Number}): {line.Text.Trim()}");

    private static Task<IReadOnlyList<RepositoryFile>> AllAsync() => RepositoryFiles.InAsync(string.Empty, string.Empty);
}
