using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Cli.Init;

/// <summary>
/// The first manifest of a project. It holds what is known and nothing else: what MSBuild knows is left to MSBuild, and what nobody
/// knows is left out, so that validation asks for it by name.
/// </summary>
internal sealed record ManifestDraft
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Human name.</summary>
    public required string Name { get; init; }

    /// <summary>One line, or null.</summary>
    public string? Summary { get; init; }

    /// <summary>SPDX expression; null where the project has a licence, or nobody has.</summary>
    public string? License { get; init; }

    /// <summary>Https address; null where the project has one.</summary>
    public string? Repository { get; init; }

    /// <summary>Hosts and their version ranges.</summary>
    public ImmutableArray<(string Id, string Range)> Hosts { get; init; } = [];

    /// <summary>Full name of the entry point's type, or null.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Scope of the entry point.</summary>
    public required string Scope { get; init; }

    /// <summary>The name of a module that has no title: its id in words.</summary>
    /// <param name="project">The project's facts.</param>
    public static string NameOf(ProjectFacts project) =>
        project.Title ?? (project.PackageId ?? project.AssemblyName ?? string.Empty).Replace('.', ' ').Replace('_', ' ').Trim();

    /// <summary>The project's description, where it is one short line.</summary>
    /// <param name="project">The project's facts.</param>
    public static string? SummaryOf(ProjectFacts project) =>
        project.Description is { Length: >= 10 and <= 140 } description && description.AsSpan().IndexOfAny('\r', '\n') < 0 ? description : null;

    /// <summary>The bytes of the manifest: UTF-8, LF.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", ProjectLinks.ManifestSchema);
            json.WriteNumber("manifestVersion", ModuleManifest.CurrentVersion);
            json.WriteString("name", Name);
            WriteIfKnown(json, "summary", Summary);
            WriteIfKnown(json, "license", License);
            WriteRest(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private void WriteRest(Utf8JsonWriter json)
    {
        if (Repository is not null)
        {
            json.WriteStartObject("links");
            json.WriteString("repository", Repository);
            json.WriteEndObject();
        }

        if (!Hosts.IsEmpty)
        {
            json.WriteStartObject("host");
            foreach (var (id, range) in Hosts)
            {
                json.WriteString(id, range);
            }

            json.WriteEndObject();
        }

        if (EntryPoint is not null)
        {
            json.WriteStartArray("entryPoints");
            json.WriteStartObject();
            json.WriteString("scope", Scope);
            json.WriteString("type", EntryPoint);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }
}
