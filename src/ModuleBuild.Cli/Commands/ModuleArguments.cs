using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using ModuleBuild.Cli.Resolution;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Commands;

/// <summary>Arguments and options that several commands have, so that they read and behave alike.</summary>
internal static class ModuleArguments
{
    /// <summary><c>[path…]</c>: manifests, folders, patterns, projects and solutions.</summary>
    public static Argument<string[]> Paths() => AcceptPaths(new Argument<string[]>("path")
    {
        Description = "A module.json, a folder (searched), a pattern such as 'src/**/module.json', a project or a solution. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    });

    /// <summary><c>[path…]</c>: packages, folders and patterns.</summary>
    public static Argument<string[]> Packages() => AcceptPaths(new Argument<string[]>("path")
    {
        Description = "A .nupkg, a folder that holds some, or a pattern such as 'artifacts/**/*.nupkg'. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    });

    /// <summary>A package.</summary>
    /// <param name="name">Name of the argument.</param>
    /// <param name="description">What it is for.</param>
    public static Argument<string> Package(string name, string description) => AcceptPaths(new Argument<string>(name) { Description = description });

    /// <summary><c>[project]</c>: a project or a folder that holds one.</summary>
    public static Argument<string?> Project() => AcceptPaths(new Argument<string?>("project")
    {
        Description = "A project, or a folder that holds one. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    /// <summary><c>[path]</c>: what leads to a workspace.</summary>
    public static Argument<string?> Workspace() => AcceptPaths(new Argument<string?>("path")
    {
        Description = "A folder, project or module.json of the workspace. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    /// <summary><c>[path]</c>: something to look into.</summary>
    /// <param name="description">What it may be.</param>
    public static Argument<string?> Target(string description) => AcceptPaths(new Argument<string?>("path")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
    });

    /// <summary><c>[id…]</c>: packages of the lock.</summary>
    /// <param name="description">What they are for.</param>
    public static Argument<string[]> Ids(string description) => AcceptIds(new Argument<string[]>("id")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
    });

    /// <summary><c>id</c>: a package.</summary>
    /// <param name="description">What it is for.</param>
    public static Argument<string> Id(string description) => AcceptIds(new Argument<string>("id") { Description = description });

    /// <summary><c>--output FILE</c>.</summary>
    public static Option<string?> Output()
    {
        var option = new Option<string?>("--output", "-o")
        {
            Description = "Write to a file instead of standard output.",
            HelpName = "FILE",
        };
        option.Validators.Add(result => RejectEmptyPaths(result, result.Tokens));
        return option;
    }

    /// <summary>An option that names a file to read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What the file is for.</param>
    public static Option<string?> File(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result => RejectEmptyPaths(result, result.Tokens));
        return option;
    }

    /// <summary><c>--as FORM</c>: how a graph is written. (<c>--format</c> is about findings.)</summary>
    /// <param name="forms">The forms, the default first.</param>
    public static Option<string> As(params string[] forms)
    {
        var option = new Option<string>("--as")
        {
            Description = "How it is written.",
            HelpName = string.Join('|', forms),
            DefaultValueFactory = _ => forms[0],
        };
        option.AcceptOnlyFromAmong(forms);
        return option;
    }

    /// <summary>An option with one or more values that start with an id; <c>--root a --root b</c> and <c>--root a b</c> are the same.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="helpName">The form of a value.</param>
    /// <param name="description">What it is for.</param>
    public static Option<string[]> Many(string name, string helpName, string description)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        option.Validators.Add(result => RejectUnknownOptions(result, result.Tokens));
        return option;
    }

    /// <summary><c>-p Name=Value</c>.</summary>
    public static Option<string[]> Properties()
    {
        var option = new Option<string[]>("--property", "-p")
        {
            Description = "A property for the evaluation of projects, as in 'dotnet build'. May be repeated.",
            HelpName = "NAME=VALUE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{token.Value}' is not a property. Write --property NAME=VALUE.");
            }
        });
        return option;
    }

    /// <summary>The properties that were given; the last of a name wins, as in MSBuild.</summary>
    /// <param name="values">The option's values.</param>
    public static ImmutableDictionary<string, string> ToProperties(IEnumerable<string> values)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values)
        {
            var equals = value.IndexOf('=', StringComparison.Ordinal);
            properties[value[..equals]] = value[(equals + 1)..];
        }

        return properties.ToImmutable();
    }

    private static T AcceptPaths<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result => RejectEmptyPaths(result, result.Tokens));
        argument.Validators.Add(result => RejectUnknownOptions(result, result.Tokens));
        return argument;
    }

    private static T AcceptIds<T>(T argument)
        where T : Argument
    {
        argument.HelpName = "ID";
        argument.CompletionSources.Add(_ => LockedIds.OfCurrentFolder());
        argument.Validators.Add(result => RejectUnknownOptions(result, result.Tokens));
        return argument;
    }

    // "$OUT" is empty where a script forgot to set OUT; the empty path would be the current folder, which nobody meant.
    private static void RejectEmptyPaths(SymbolResult result, IEnumerable<Token> tokens)
    {
        if (tokens.Any(token => token.Value.Length == 0))
        {
            var option = result is OptionResult { Option.Name: var name } ? $" of {name}" : string.Empty;
            result.AddError($"The path{option} is empty. Give a path; if it comes from a variable, set the variable.");
        }
    }

    // An argument takes whatever is left over, a misspelt option too; without this '--formt json' would be two paths.
    private static void RejectUnknownOptions(SymbolResult result, IEnumerable<Token> tokens)
    {
        foreach (var token in tokens.Where(token => token.Value is ['-', _, ..] && !Path.Exists(token.Value)))
        {
            var nearest = Spelling.Nearest(token.Value, OptionNames(result));
            result.AddError($"Unknown option '{token.Value}'.{(nearest is null ? string.Empty : $" Did you mean '{nearest}'?")}");
        }
    }

    private static IEnumerable<string> OptionNames(SymbolResult result)
    {
        for (var at = result.Parent; at is not null; at = at.Parent)
        {
            foreach (var option in (at as CommandResult)?.Command.Options ?? [])
            {
                yield return option.Name;
            }
        }
    }
}
