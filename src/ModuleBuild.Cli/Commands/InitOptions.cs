using System.CommandLine;
using ModuleBuild.Cli.Init;
using ModuleBuild.Cli.Projects;

namespace ModuleBuild.Cli.Commands;

/// <summary>What <c>modulebuild init</c> can be told, instead of finding it out.</summary>
internal sealed class InitOptions
{
    private const string DefaultScope = "server";

    private readonly Option<string?> _name = new("--name") { Description = "Human name. Default: Title, or the package id in words.", HelpName = "TEXT" };

    private readonly Option<string?> _summary = new("--summary") { Description = "One line of 10 to 140 characters. Default: Description.", HelpName = "TEXT" };

    private readonly Option<string?> _license = new("--license") { Description = "SPDX expression. Default: the project's, or what the LICENSE file holds.", HelpName = "SPDX" };

    private readonly Option<string?> _entryPoint = new("--entry-point")
    {
        Description = "Full name of the type with Configure(IHostApplicationBuilder). Default: the one that the sources have.",
        HelpName = "TYPE",
    };

    private readonly Option<string> _scope = new("--scope")
    {
        Description = "What the entry point is for, such as gateway, server or worker.",
        HelpName = "SCOPE",
        DefaultValueFactory = _ => DefaultScope,
    };

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "Id and version range of a host that the module runs on, such as 'Acme.Gateway=[8.3,9.0)'. May be repeated.",
        HelpName = "ID=RANGE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds them to the command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        _hosts.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{token.Value}' is not a host. Write --host ID=RANGE, for example --host 'Acme.Gateway=[8.3,9.0)'.");
            }
        });
        foreach (var option in new Option[] { _hosts, _entryPoint, _scope, _summary, _name, _license })
        {
            command.Add(option);
        }
    }

    /// <summary>The first manifest: what was told, then what the project says, then what the files around it say.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="project">The project.</param>
    /// <exception cref="UsageException">There are several entry points.</exception>
    public ManifestDraft Draft(ParseResult parsed, EvaluatedProject project)
    {
        var facts = project.Facts;
        var hasLicense = facts.LicenseExpression is not null || facts.LicenseFile is not null;
        return new ManifestDraft
        {
            Name = parsed.GetValue(_name) ?? ManifestDraft.NameOf(facts),
            Summary = parsed.GetValue(_summary) ?? ManifestDraft.SummaryOf(facts),
            License = parsed.GetValue(_license) ?? (hasLicense ? null : RepositoryFacts.License(project.Folder)),
            Repository = facts.RepositoryUrl is null ? RepositoryFacts.Address(project.Folder) : null,
            Hosts = [.. (parsed.GetValue(_hosts) ?? []).Select(host => host.Split('=', 2) is [var id, var range] ? (id, range) : default)],
            EntryPoint = parsed.GetValue(_entryPoint) ?? FindEntryPoint(project.Folder),
            Scope = parsed.GetValue(_scope) ?? DefaultScope,
        };
    }

    private static string? FindEntryPoint(string folder) => EntryPointScan.Find(folder) switch
    {
        [] => null,
        [var only] => only,
        var several => throw new UsageException(
            $"There are {several.Length} types with Configure(IHostApplicationBuilder): {string.Join(", ", several)}. Choose one with --entry-point."),
    };
}
