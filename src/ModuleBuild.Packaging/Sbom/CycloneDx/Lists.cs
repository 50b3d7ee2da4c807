namespace ModuleBuild.Packaging.Sbom.CycloneDx;

/// <summary>Lists as the document has them: in ordinal order, each item once, and absent where they are empty.</summary>
internal static class Lists
{
    public static IReadOnlyList<T>? OrNull<T>(this IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    public static IReadOnlyList<string>? InOrder(this IEnumerable<string> values) =>
        values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList().OrNull();

    public static IReadOnlyList<Property>? InOrder(this IEnumerable<Property> properties) =>
        properties.Distinct()
            .OrderBy(property => property.Name, StringComparer.Ordinal).ThenBy(property => property.Value, StringComparer.Ordinal)
            .ToList().OrNull();

    public static IReadOnlyList<ExternalReference>? InOrder(this IEnumerable<ExternalReference> references) =>
        references.DistinctBy(reference => (reference.Type, reference.Url))
            .OrderBy(reference => reference.Type, StringComparer.Ordinal).ThenBy(reference => reference.Url, StringComparer.Ordinal)
            .ToList().OrNull();
}
