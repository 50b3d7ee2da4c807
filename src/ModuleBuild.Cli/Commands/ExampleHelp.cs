using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ModuleBuild.Cli.Commands;

/// <summary>A command that shows how it is used.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class DocumentedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Adds options that several commands have.</summary>
    /// <param name="options">The options.</param>
    public void Add(IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            Add(option);
        }
    }
}

/// <summary>Help, with examples at its end.</summary>
/// <param name="help">System.CommandLine's own help.</param>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of a command line's help.</summary>
    /// <param name="root">The command line.</param>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExampleHelp((HelpAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand { Examples: { Count: > 0 } examples })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
