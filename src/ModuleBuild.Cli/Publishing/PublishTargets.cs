using System.CommandLine;
using System.Runtime.CompilerServices;
using ModuleBuild.Cli.Commands;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Feeds.Publishing;

namespace ModuleBuild.Cli.Publishing;

/// <summary>The options that say where packages and symbols go.</summary>
internal sealed class PublishTargets
{
    private readonly Option<string?> _source = new("--source", "-s")
    {
        Description = "The feed: its name in nuget.config, its address or its folder. Default: release.publish.source of modulebuild.json.",
        HelpName = "SOURCE",
    };

    private readonly Option<string?> _key = new("--api-key-env")
    {
        Description = "The environment variable that holds the feed's API key. Default: the key of nuget.config, where it has one.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _symbolSource = new("--symbol-source")
    {
        Description = "The feed for symbols, where it is another one.",
        HelpName = "SOURCE",
    };

    private readonly Option<string?> _symbolKey = new("--symbol-api-key-env")
    {
        Description = "The environment variable that holds the API key of --symbol-source.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _noSymbols = new("--no-symbols") { Description = "Publish packages only, whatever symbols stand beside them." };

    private readonly Option<bool> _interactive = new("--interactive") { Description = "Let a credential provider ask you." };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_source, _key, _symbolSource, _symbolKey, _noSymbols, _interactive];

    /// <summary>Whether symbols are published too.</summary>
    /// <param name="context">The command.</param>
    public bool WithSymbols(CommandContext context) => !context.Parsed.GetValue(_noSymbols);

    /// <summary>Opens the feeds. Nothing is asked yet.</summary>
    /// <param name="context">The command.</param>
    /// <param name="root">Absolute path of the workspace, whose <c>nuget.config</c> counts.</param>
    /// <param name="otherwise">The feed that counts where none is named.</param>
    /// <returns>The feed for packages and that for symbols, or what is wrong with them.</returns>
    /// <exception cref="UsageException">No feed is named, or a variable is not set.</exception>
    public (IPackagePublisher? Packages, IPackagePublisher? Symbols, Finding? Problem) Open(CommandContext context, string root, string? otherwise)
    {
        var source = context.Parsed.GetValue(_source) is { } named ? OfFolder(named, context.CurrentFolder) : otherwise
            ?? throw new UsageException("No feed is named. Give it with --source, or write it into release.publish.source of modulebuild.json.");
        var (packages, problem) = Open(context, root, source, KeyOf(context, _key));
        if (packages is null || context.Parsed.GetValue(_symbolSource) is not { } other)
        {
            return (packages, packages, problem);
        }

        var (symbols, otherProblem) = Open(context, root, OfFolder(other, context.CurrentFolder), KeyOf(context, _symbolKey));
        return symbols is null ? (null, null, otherProblem) : (packages, symbols, null);
    }

    // By itself, so that NuGet's protocol is loaded for this command, and for no other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (IPackagePublisher? Publisher, Finding? Problem) Open(CommandContext context, string root, string source, string? key) => NuGetPublisher.Open(new PublisherOptions
    {
        Folder = root,
        Source = source,
        ApiKey = key,
        Interactive = context.Parsed.GetValue(_interactive),
    });

    // Never on the command line itself, where every user of the machine could read it.
    private static string? KeyOf(CommandContext context, Option<string?> option) =>
        context.Parsed.GetValue(option) is not { } name ? null
        : Environment.GetEnvironmentVariable(name) is { Length: > 0 } key ? key
        : throw new UsageException($"The environment variable '{name}' of {option.Name} is not set, or empty.");

    // A folder is meant from where the command runs, not from where nuget.config stands.
    private static string OfFolder(string source, string currentFolder) =>
        !source.Contains("://", StringComparison.Ordinal) && (source.StartsWith('.') || Directory.Exists(Path.Combine(currentFolder, source)))
            ? Path.GetFullPath(source, currentFolder)
            : source;
}
