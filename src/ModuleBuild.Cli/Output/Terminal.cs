using System.Text;

namespace ModuleBuild.Cli.Output;

/// <summary>Standard output and standard error: results go to the one, everything said beside them to the other.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Makes a terminal from two writers.</summary>
    /// <param name="output">Results.</param>
    /// <param name="error">Messages and progress.</param>
    /// <param name="colors">Whether escape sequences may be written to the output.</param>
    /// <param name="interactive">Whether a person watches the error writer.</param>
    public Terminal(TextWriter output, TextWriter error, bool colors = false, bool interactive = false)
    {
        output.NewLine = "\n";
        error.NewLine = "\n";
        Out = output;
        Error = error;
        Colors = colors;
        Interactive = interactive;
    }

    /// <summary>Results. UTF-8, LF; written when the process ends.</summary>
    public TextWriter Out { get; }

    /// <summary>Messages and progress.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether escape sequences may be written to <see cref="Out"/>.</summary>
    public bool Colors { get; }

    /// <summary>Whether a person watches <see cref="Error"/>.</summary>
    public bool Interactive { get; }

    /// <summary>The terminal of this process.</summary>
    /// <param name="noColor">The user asked for none.</param>
    public static Terminal Open(bool noColor)
    {
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
        {
            Console.OutputEncoding = Utf8;
        }

        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), Utf8, bufferSize: 16384),
            new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true },
            !noColor && WantsColors(Environment.GetEnvironmentVariable, Console.IsOutputRedirected),
            !Console.IsErrorRedirected);
    }

    /// <summary>Whether colours are wanted, as https://no-color.org and .NET's own console have it.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="redirected">Whether standard output is not a terminal.</param>
    public static bool WantsColors(Func<string, string?> variable, bool redirected) =>
        string.IsNullOrEmpty(variable("NO_COLOR"))
        && variable("TERM") != "dumb"
        && (!redirected || variable("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION") is "1" or "true");

    /// <summary>Text in a style, where colours are on.</summary>
    /// <param name="style">The style.</param>
    /// <param name="text">The text.</param>
    public string Paint(Style style, string text) => Colors ? $"\e[{(int)style}m{text}\e[0m" : text;

    /// <inheritdoc/>
    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }
}

/// <summary>Styles, by their ECMA-48 number.</summary>
internal enum Style
{
    /// <summary>Headings.</summary>
    Bold = 1,

    /// <summary>What may be skipped.</summary>
    Faint = 2,

    /// <summary>Errors, removed lines.</summary>
    Red = 31,

    /// <summary>Success, added lines.</summary>
    Green = 32,

    /// <summary>Warnings.</summary>
    Yellow = 33,

    /// <summary>Code, places.</summary>
    Cyan = 36,
}
