using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ModuleBuild.Core.Capabilities.Reports;

/// <summary>A way to a capability as lines of text.</summary>
public static class CallPathText
{
    private const int Most = 12;

    /// <summary>One line a step, each after a line end; the middle of long ways is left out.</summary>
    /// <param name="path">The way.</param>
    public static string Lines(ImmutableArray<CallStep> path)
    {
        var text = new StringBuilder();
        for (var at = 0; at < path.Length; at++)
        {
            if (path.Length > Most && at == Most - 2)
            {
                text.Append("\n  … ").Append((path.Length - Most + 1).ToString(CultureInfo.InvariantCulture)).Append(" more");
                at = path.Length - 2;
                continue;
            }

            text.Append("\n  ").Append(at == 0 ? string.Empty : "-> ").Append(Step(path[at]));
        }

        return text.ToString();
    }

    /// <summary><c>Acme.Orders.Importer.Fetch(String)  src/Importer.cs(41)</c>.</summary>
    /// <param name="step">The step.</param>
    public static string Step(CallStep step) => step.File is null
        ? step.Member
        : step.Line > 0 ? step.Member + "  " + step.File + "(" + step.Line.ToString(CultureInfo.InvariantCulture) + ")" : step.Member + "  " + step.File;
}
