using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>The one required field whose value is not a person's to choose.</summary>
internal static class MissingField
{
    /// <summary>Adds <c>manifestVersion</c> as the first field, parted from the next as that is from the brace; null for others.</summary>
    /// <param name="context">The context.</param>
    /// <param name="o">The object that lacks it.</param>
    /// <param name="name">The field.</param>
    public static Fix? FixFor(ReadingContext context, JsonObject o, string name)
    {
        if (name != "manifestVersion")
        {
            return null;
        }

        var text = FormattableString.Invariant($"\"manifestVersion\": {ModuleManifest.CurrentVersion}");
        if (o.Entries.Count == 0)
        {
            return new Fix($"Add {text}", [new TextEdit(o.Start + 1, 0, text)]);
        }

        var first = o.Entries[0].Start;
        var blanks = context.Blanks(o.Start + 1, first) is { Length: > 0 } style ? style : " ";
        return new Fix($"Add {text}", [new TextEdit(first, 0, $"{text},{blanks}")]);
    }
}
