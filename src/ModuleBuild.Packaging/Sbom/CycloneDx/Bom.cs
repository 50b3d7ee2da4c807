using System.Text.Json.Serialization;

namespace ModuleBuild.Packaging.Sbom.CycloneDx;

// What is written of CycloneDX 1.7, in the order of the specification: https://cyclonedx.org/docs/1.7/json/.
// A null is left out. All lists are in ordinal order, so that equal content is equal bytes.

/// <summary>The document.</summary>
internal sealed record Bom
{
    [JsonPropertyName("$schema")]
    public string Schema { get; init; } = "http://cyclonedx.org/schema/bom-1.7.schema.json";

    public string BomFormat { get; init; } = "CycloneDX";

    public string SpecVersion { get; init; } = "1.7";

    public string? SerialNumber { get; init; }

    public int Version { get; init; } = 1;

    public required Metadata Metadata { get; init; }

    public required IReadOnlyList<Component> Components { get; init; }

    public required IReadOnlyList<Dependency> Dependencies { get; init; }

    public required IReadOnlyList<Composition> Compositions { get; init; }

    public IReadOnlyList<Formula>? Formulation { get; init; }
}

/// <summary>What the document says of itself, and the component that it is about.</summary>
internal sealed record Metadata
{
    public string? Timestamp { get; init; }

    public required IReadOnlyList<Lifecycle> Lifecycles { get; init; }

    public required Tools Tools { get; init; }

    public Organization? Manufacturer { get; init; }

    public required Component Component { get; init; }

    public Organization? Supplier { get; init; }

    public required IReadOnlyList<LicenseChoice> Licenses { get; init; }

    public required IReadOnlyList<Property> Properties { get; init; }
}

/// <summary>When in the life of a component the document was made.</summary>
internal sealed record Lifecycle(string Phase);

/// <summary>What made the document.</summary>
internal sealed record Tools(IReadOnlyList<Component> Components);

/// <summary>A node of the graph, with the nodes that it needs.</summary>
internal sealed record Dependency(string Ref, IReadOnlyList<string>? DependsOn);

/// <summary>How complete the document is; without lists it speaks of the whole of it.</summary>
internal sealed record Composition(string Aggregate, IReadOnlyList<string>? Dependencies = null);

/// <summary>What took part in the making and did not ship.</summary>
internal sealed record Formula(
    [property: JsonPropertyName("bom-ref")] string BomRef,
    IReadOnlyList<Component> Components);
