using System.Text.Json.Serialization;

namespace ModuleBuild.Packaging.Sbom.CycloneDx;

/// <summary>A package, a file, a tool.</summary>
internal sealed record Component
{
    public required string Type { get; init; }

    [JsonPropertyName("bom-ref")]
    public string? BomRef { get; init; }

    public Organization? Supplier { get; init; }

    public IReadOnlyList<Contact>? Authors { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }

    public string? Scope { get; init; }

    public IReadOnlyList<Hash>? Hashes { get; init; }

    public IReadOnlyList<LicenseChoice>? Licenses { get; init; }

    public string? Copyright { get; init; }

    public string? Purl { get; init; }

    public IReadOnlyList<ExternalReference>? ExternalReferences { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    public IReadOnlyList<Property>? Properties { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>A hash in lower-case hexadecimal.</summary>
internal sealed record Hash(string Alg, string Content)
{
    public static Hash Sha256(ReadOnlySpan<byte> value) => new("SHA-256", Convert.ToHexStringLower(value));

    public static Hash Sha512(ReadOnlySpan<byte> value) => new("SHA-512", Convert.ToHexStringLower(value));
}

/// <summary>A licence or an expression; exactly one is set.</summary>
internal sealed record LicenseChoice(License? License = null, string? Expression = null, string? Acknowledgement = null);

/// <summary>A licence by its SPDX identifier or by a name; exactly one is set.</summary>
internal sealed record License(string? Id = null, string? Name = null, string? Acknowledgement = null, string? Url = null);

/// <summary>A person.</summary>
internal sealed record Contact(string? Name, string? Email = null);

/// <summary>Whoever makes or supplies something.</summary>
internal sealed record Organization(string Name, IReadOnlyList<string>? Url = null, IReadOnlyList<Contact>? Contact = null);

/// <summary>Something outside the document.</summary>
internal sealed record ExternalReference(string Url, string? Comment, string Type, IReadOnlyList<Hash>? Hashes = null);

/// <summary>A name of a taxonomy and a value. The names of ours begin with <c>modulebuild:</c> and are listed in <c>docs/sbom.md</c>.</summary>
internal sealed record Property(string Name, string Value);
