using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds;

namespace ModuleBuild.Cli.Resolution;

/// <summary>The options of a command that asks feeds.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> _source = new("--source", "-s")
    {
        Description = "A feed's address, folder or name that counts instead of those of modulebuild.json and nuget.config. May be repeated.",
        HelpName = "SOURCE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        Validators =
        {
            result =>
            {
                if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                {
                    result.AddError("The source of --source is empty. Give an address, a folder or a name; if it comes from a variable, set the variable.");
                }
            },
        },
    };

    private readonly Option<bool> _offline = new("--offline") { Description = "Ask no server: only what this machine already has." };

    private readonly Option<bool> _interactive = new("--interactive") { Description = "Let a credential provider ask you." };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_source, _offline, _interactive];

    /// <summary>Opens the sources. Nothing is asked yet.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="folder">Absolute path of the folder whose <c>nuget.config</c> counts.</param>
    /// <param name="otherwise">Sources that count where none is given; empty means those of <c>nuget.config</c>.</param>
    /// <returns>The source, or null with what is wrong with the configuration.</returns>
    public (IPackageSource? Source, ImmutableArray<Finding> Findings) Open(ParseResult parsed, string folder, ImmutableArray<string> otherwise) =>
        Open(OptionsOf(parsed, folder, otherwise));

    /// <summary>Whether no server may be asked.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    public bool IsOffline(ParseResult parsed) => parsed.GetValue(_offline);

    /// <summary>Opens who is asked for advisories. Nothing is asked yet.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="folder">Absolute path of the folder whose <c>nuget.config</c> counts.</param>
    /// <param name="otherwise">Sources that count where none is given; empty means those of <c>nuget.config</c>.</param>
    /// <returns>The source, or null with what is wrong with the configuration.</returns>
    public (IAdvisorySource? Source, ImmutableArray<Finding> Findings) OpenAdvisories(ParseResult parsed, string folder, ImmutableArray<string> otherwise) =>
        OpenAdvisories(OptionsOf(parsed, folder, otherwise));

    /// <summary>Opens the packages of modules, as files. Nothing is asked yet.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="folder">Absolute path of the folder whose <c>nuget.config</c> counts.</param>
    /// <param name="otherwise">Sources that count where none is given; empty means those of <c>nuget.config</c>.</param>
    /// <returns>The packages, or null with what is wrong with the configuration.</returns>
    public (IModulePackages? Packages, ImmutableArray<Finding> Findings) OpenModules(ParseResult parsed, string folder, ImmutableArray<string> otherwise) =>
        OpenModules(OptionsOf(parsed, folder, otherwise));

    private FeedOptions OptionsOf(ParseResult parsed, string folder, ImmutableArray<string> otherwise)
    {
        ImmutableArray<string> given = [.. (parsed.GetValue(_source) ?? []).Select(source => OfFolder(source, Directory.GetCurrentDirectory()))];
        return new FeedOptions
        {
            Folder = folder,
            Sources = given.IsEmpty ? otherwise : given,
            Offline = parsed.GetValue(_offline),
            Interactive = parsed.GetValue(_interactive),
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IAdvisorySource? Source, ImmutableArray<Finding> Findings) OpenAdvisories(FeedOptions options) => NuGetFeeds.OpenAdvisories(options);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IModulePackages? Packages, ImmutableArray<Finding> Findings) OpenModules(FeedOptions options) => NuGetFeeds.OpenModules(options);

    // By itself, so that NuGet's protocol is loaded for commands that ask a feed, and for no other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IPackageSource? Source, ImmutableArray<Finding> Findings) Open(FeedOptions options) => NuGetFeeds.Open(options);

    // A folder is meant from where the command runs, not from where nuget.config stands.
    private static string OfFolder(string source, string currentFolder) =>
        !source.Contains("://", StringComparison.Ordinal) && Directory.Exists(Path.Combine(currentFolder, source))
            ? Path.GetFullPath(source, currentFolder)
            : source;
}
