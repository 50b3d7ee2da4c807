using System.Text.Json;

namespace ModuleBuild.Core.Json;

/// <summary>How far a JSON text could be read before it broke. Offsets are those of the text that was read.</summary>
/// <param name="End">The byte after the last good token or comment (and after the colon of a field's name).</param>
/// <param name="ValueEnd">The byte after the last good token that is no comment.</param>
/// <param name="Last">That token; <see cref="JsonTokenType.None"/> before the first.</param>
/// <param name="CommaSeen">Whether a comma stands between that token and <paramref name="End"/>.</param>
/// <param name="Innermost">The object or array that is open, or null.</param>
/// <param name="Depth">How many are open.</param>
/// <param name="Name">The field that waits for its value, or null.</param>
internal sealed record ReadingState(
    int End, int ValueEnd, JsonTokenType Last, bool CommaSeen, JsonContainer? Innermost, int Depth, string? Name)
{
    /// <summary>Whether the document is complete.</summary>
    public bool AfterRoot => Innermost is null && Last != JsonTokenType.None;

    /// <summary>Whether the next thing must be a comma or a closing bracket.</summary>
    public bool AfterValue => Innermost is not null && !CommaSeen
        && Last is not (JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.PropertyName);
}
