using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities;

/// <summary>What was found.</summary>
/// <param name="Report">For the module as a whole.</param>
/// <param name="Entries">What each type and method reaches, where that was asked; in the order of assemblies and their metadata.</param>
/// <param name="MissingEntry">The type that was asked for and is not there, with what is nearest; null where nothing is missing.</param>
public sealed record AnalysisResult(CapabilityReport Report, ImmutableArray<EntryCapabilities> Entries, MissingEntry? MissingEntry = null)
{
    /// <summary>What is to be said of the input although there is nothing wrong, as a sentence; null for nothing.</summary>
    public string? Remark { get; init; }
}

/// <summary>A type that was asked for and is not there.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Nearest">What may be meant, or null.</param>
public sealed record MissingEntry(string Name, string? Nearest);

/// <summary>What a type reaches.</summary>
/// <param name="Type">Its full name, nested types with <c>+</c>.</param>
/// <param name="Assembly">Simple name of its assembly.</param>
/// <param name="Methods">Each of its methods by itself, constructors having run.</param>
/// <param name="Capabilities">All together: what one method makes, another may call.</param>
public sealed record EntryCapabilities(
    string Type, string Assembly, ImmutableArray<MethodCapabilities> Methods, ImmutableArray<ReachedCapability> Capabilities);

/// <summary>What a method reaches.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Signature">Name and short names of its parameters' types.</param>
/// <param name="Capabilities">What it reaches.</param>
public sealed record MethodCapabilities(string Method, string Signature, ImmutableArray<ReachedCapability> Capabilities);
