using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A method that bodies use, with what decoding them needs.</summary>
/// <param name="use">The use that edges refer to.</param>
/// <param name="signature">What its signature says.</param>
/// <param name="reference">Its type, without arguments.</param>
/// <param name="entries">What the map says of it.</param>
internal sealed class MemberFacts(WrittenMember use, SignatureFacts signature, WrittenType reference, ImmutableArray<MapEntry> entries)
{
    /// <summary>The use that edges refer to.</summary>
    public WrittenMember Use { get; } = use;

    /// <summary>What its signature says.</summary>
    public SignatureFacts Signature { get; } = signature;

    /// <summary>Its type, without arguments.</summary>
    public WrittenType Reference { get; } = reference;

    /// <summary>What the map says of it.</summary>
    public ImmutableArray<MapEntry> Entries { get; } = entries;

    /// <summary>Its number among the uses, or -1 where no edge refers to it yet.</summary>
    public int Number { get; set; } = -1;

    /// <summary>Whether it is in one of .NET's own libraries, which are not looked into.</summary>
    public bool IsFramework { get; } = reference.Kind == TypeUseKind.Other
        || (reference.Kind == TypeUseKind.Reference && FrameworkAssemblies.Contains(reference.Assembly));

    /// <summary>For people: <c>System.Net.Http.HttpClient.GetAsync(String)</c>.</summary>
    public string Display => MemberDisplay.Of(Reference.Text, Use.Name, Signature.Parameters);
}

/// <summary>What a method's signature says.</summary>
/// <param name="Text">Its canonical text.</param>
/// <param name="Count">How many parameters it has.</param>
/// <param name="HasThis">Whether an object comes before them.</param>
/// <param name="IsVoid">Whether nothing comes back.</param>
/// <param name="Parameters">Canonical texts of their types.</param>
internal sealed record SignatureFacts(string Text, int Count, bool HasThis, bool IsVoid, ImmutableArray<string> Parameters);
