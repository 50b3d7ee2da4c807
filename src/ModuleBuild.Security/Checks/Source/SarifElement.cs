using System.Text.Json;

namespace ModuleBuild.Security.Checks.Source;

/// <summary>A value of a log that may hold anything: what is not there, or is of another kind, is nothing.</summary>
/// <param name="Element">The value; undefined where there is none.</param>
internal readonly record struct SarifElement(JsonElement Element)
{
    public SarifElement this[string name] =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var value) ? new SarifElement(value) : default;

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public bool IsFalse => Element.ValueKind == JsonValueKind.False;

    public IEnumerable<SarifElement> Items =>
        Element.ValueKind == JsonValueKind.Array ? Element.EnumerateArray().Select(item => new SarifElement(item)) : [];

    public int Number => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number) ? number : 0;

    // A lone surrogate is valid JSON and no text.
    public string? Text
    {
        get
        {
            try
            {
                return Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }
}
