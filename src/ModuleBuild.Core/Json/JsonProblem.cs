using System.Globalization;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Json;

/// <summary>Something wrong with a JSON text, before anybody asked what it means.</summary>
/// <param name="Descriptor">MB0002, MB0021 or MB0026.</param>
/// <param name="Offset">Where.</param>
/// <param name="Arguments">The message's values.</param>
/// <param name="Subject">JSON Pointer; empty where the text is broken.</param>
/// <param name="Fix">The one safe answer, or null.</param>
internal sealed record JsonProblem(
    DiagnosticDescriptor Descriptor, int Offset, object?[] Arguments, string Subject = "", Fix? Fix = null)
{
    /// <summary>What is wrong and what to do, in words that fit every file: the codes themselves speak of the manifest.</summary>
    public string Sentence => Arguments is [string sentence]
        ? sentence
        : string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat, Arguments);

    /// <summary>A text that is not JSON.</summary>
    /// <param name="offset">Where.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="fix">The one safe answer, or null.</param>
    public static JsonProblem Syntax(int offset, string sentence, Fix? fix = null) =>
        new(DiagnosticCatalog.ManifestNotJson, offset, [sentence], Fix: fix);
}
