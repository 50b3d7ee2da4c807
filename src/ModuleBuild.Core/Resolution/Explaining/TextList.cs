namespace ModuleBuild.Core.Resolution.Explaining;

/// <summary>Lists in sentences.</summary>
internal static class TextList
{
    /// <summary><c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";
}
