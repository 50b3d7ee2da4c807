using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>The one required field whose value is not a person's to choose.</summary>
internal static class MissingField
{
    /// <summary>Adds <c>manifestVersion</c> as the first field; null for others.</summary>
    /// <param name="o">The object that lacks it.</param>
    /// <param name="name">The field.</param>
    public static Fix? FixFor(JsonObject o, string name)
    {
        if (name != "manifestVersion")
        {
            return null;
        }

        var text = FormattableString.Invariant($"\"manifestVersion\": {ModuleManifest.CurrentVersion}");
        var edit = o.Entries.Count == 0
            ? new TextEdit(o.Start + 1, 0, text)
            : new TextEdit(o.Entries[0].Start, 0, $"{text}, ");
        return new Fix($"Add {text}", [edit]);
    }
}
