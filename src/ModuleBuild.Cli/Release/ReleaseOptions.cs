using System.CommandLine;
using System.Globalization;

namespace ModuleBuild.Cli.Release;

/// <summary>Options and arguments that commands about environments share.</summary>
internal static class ReleaseOptions
{
    /// <summary>The option <c>--last</c>.</summary>
    /// <param name="description">What is counted.</param>
    /// <param name="usual">How many where nobody says.</param>
    public static Option<int> Last(string description, int usual) => new("--last")
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number < 1)
                {
                    result.AddError($"--last is {text}; expected a number from 1 on.");
                }
            },
        },
    };

    /// <summary><c>--store PLACE</c>.</summary>
    public static Option<string?> Store() => new("--store")
    {
        Description = "The store: folder of a bare git repository, or address of a git remote. Default: release.store of modulebuild.json, else .modulebuild/store.git of the workspace.",
        HelpName = "PLACE",
    };

    /// <summary><c>--json</c>.</summary>
    /// <param name="description">What is printed.</param>
    public static Option<bool> Json(string description) => new("--json") { Description = description };

    /// <summary><c>--reason TEXT</c>.</summary>
    /// <param name="description">For what.</param>
    public static Option<string?> Reason(string description) => new("--reason") { Description = description, HelpName = "TEXT" };

    /// <summary>An environment.</summary>
    /// <param name="name">Name of the argument.</param>
    /// <param name="description">What it is for.</param>
    public static Argument<string> Environment(string name, string description) => new(name) { Description = description };

    /// <summary>An environment that may be left out.</summary>
    /// <param name="description">What it is for.</param>
    public static Argument<string?> OptionalEnvironment(string description) =>
        new("environment") { Description = description, Arity = ArgumentArity.ZeroOrOne };
}
