using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ModuleBuild.Release.Store;

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
        CustomParser = result => NumberOf(result, "--last") ?? usual,
    };

    /// <summary>An option that names a release.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="description">What it is for.</param>
    public static Option<int?> Release(string name, string description) =>
        new(name) { Description = description, HelpName = "N", CustomParser = result => NumberOf(result, name) };

    /// <summary>An argument that counts releases or entries, and may be left out.</summary>
    /// <param name="name">Name of the argument.</param>
    /// <param name="description">What it is for.</param>
    public static Argument<int?> Number(string name, string description) =>
        new(name) { Description = description, CustomParser = result => NumberOf(result, name) };

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
    public static Argument<string> Environment(string name, string description) =>
        new(name) { Description = description, Validators = { result => RejectNames(result, text => EnvironmentName.Problem(text)) } };

    /// <summary>An environment, or a release of one: <c>NAME@N</c>.</summary>
    /// <param name="name">Name of the argument.</param>
    /// <param name="description">What it is for.</param>
    public static Argument<string> EnvironmentOrRelease(string name, string description) =>
        new(name) { Description = description, Validators = { result => RejectNames(result, text => EnvironmentName.Problem(text.Split('@')[0])) } };

    /// <summary>An environment that may be left out.</summary>
    /// <param name="description">What it is for.</param>
    public static Argument<string?> OptionalEnvironment(string description) =>
        new("environment")
        {
            Description = description,
            Arity = ArgumentArity.ZeroOrOne,
            Validators = { result => RejectNames(result, text => EnvironmentName.Problem(text)) },
        };

    // "$ENV" is empty where a script forgot to set ENV.
    private static void RejectNames(ArgumentResult result, Func<string, string?> problemOf)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.Length == 0)
            {
                result.AddError($"The name of the environment ({result.Argument.Name}) is empty. Name one; if it comes from a variable, set the variable.");
            }
            else if (problemOf(token.Value) is { } problem)
            {
                result.AddError(problem);
            }
        }
    }

    private static int? NumberOf(ArgumentResult result, string name)
    {
        if (result.Tokens is not [{ Value: var text }])
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
        {
            return number;
        }

        result.AddError($"{name} is '{text}'; expected a number from 1 on.");
        return null;
    }
}
