namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>A field that must be there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Advice">What to write, as a sentence.</param>
internal sealed record RequiredField(string Name, string Advice);

/// <summary>The names that an object of the manifest may hold, and what to say where a required one is missing.</summary>
internal sealed class FieldNames
{
    private readonly HashSet<string> _names;

    private FieldNames(IReadOnlyList<RequiredField> required, IEnumerable<string> optional, bool allowsOwnFields)
    {
        Required = required;
        Known = [.. required.Select(field => field.Name), .. optional];
        AllowsOwnFields = allowsOwnFields;
        _names = new HashSet<string>(Known, StringComparer.Ordinal);
    }

    /// <summary>Required names, each with the sentence that says what to write.</summary>
    public IReadOnlyList<RequiredField> Required { get; }

    /// <summary>All names.</summary>
    public IReadOnlyList<string> Known { get; }

    /// <summary>Whether names with <c>x-</c> are free.</summary>
    public bool AllowsOwnFields { get; }

    /// <summary>Names of an object without required ones.</summary>
    public static FieldNames Optional(params IEnumerable<string> names) => new([], names, allowsOwnFields: false);

    /// <summary>The same with one more that must be there.</summary>
    /// <param name="name">The name.</param>
    /// <param name="advice">What to write, as a sentence.</param>
    public FieldNames Requiring(string name, string advice) =>
        new([.. Required, new RequiredField(name, advice)], Known.Skip(Required.Count), AllowsOwnFields);

    /// <summary>The same, open for <c>x-…</c>.</summary>
    public FieldNames WithOwnFields() => new(Required, Known.Skip(Required.Count), allowsOwnFields: true);

    /// <summary>Whether a name is among them.</summary>
    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Whether a field that is missing must be there.</summary>
    public bool Requires(string name) => Required.Any(field => field.Name == name);
}
