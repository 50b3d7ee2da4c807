using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>Something that a rule found: a value, never an exception.</summary>
/// <param name="Descriptor">The catalogue entry.</param>
/// <param name="Message">What is wrong and how to fix it, in full sentences, on one line where possible.</param>
/// <param name="Location">Where.</param>
public sealed record Finding(DiagnosticDescriptor Descriptor, string Message, SourceLocation Location)
{
    /// <summary>The catalogue's code.</summary>
    public string Code => Descriptor.Code;

    /// <summary>The severity that counts for this finding.</summary>
    public Severity Severity { get; init; } = Descriptor.DefaultSeverity;

    /// <summary>
    /// What the finding is about, independent of lines: a JSON Pointer (RFC 6901) into the manifest such as
    /// <c>/host/Acme.Gateway</c>, or empty. A baseline accepts findings by code, file and subject.
    /// </summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The one safe answer, where there is one.</summary>
    public Fix? Fix { get; init; }

    /// <summary>The calls that lead to what was found, where that is how it was found; SARIF shows them as a code flow.</summary>
    public ImmutableArray<CallStep> Path { get; init; } = [];

    /// <summary>Why it is accepted; null where it is not, or nobody said.</summary>
    public string? Justification { get; init; }

    /// <summary>The file that <see cref="Fix"/> edits.</summary>
    public string FixedFile => Fix?.File ?? Location.File;

    /// <summary>Makes a finding from its descriptor's message.</summary>
    /// <param name="descriptor">The catalogue entry.</param>
    /// <param name="location">Where.</param>
    /// <param name="arguments">The values of the message's placeholders.</param>
    public static Finding Create(DiagnosticDescriptor descriptor, SourceLocation location, params object?[] arguments) =>
        new(descriptor, string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments), location);
}
