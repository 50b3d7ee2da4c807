using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Release.Deployers;

/// <summary>The bytes of the files in a target folder, and of what commands are told: the same value gives the same bytes.</summary>
internal static class TargetJson
{
    // A package has at most 50,000 files, and each of them a line in its marker.
    private const int LargestFile = 64 << 20;

    private static readonly TargetJsonContext Readable =
        new(new JsonSerializerOptions(TargetJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The bytes of a file: two spaces, LF, UTF-8 without BOM.</summary>
    /// <typeparam name="T">One of the records of a target folder.</typeparam>
    /// <param name="value">What it holds.</param>
    public static byte[] Write<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Info<T>()), (byte)'\n'];

    /// <summary>Reads a file. Strict: what is not understood is refused.</summary>
    /// <typeparam name="T">One of the records of a target folder.</typeparam>
    /// <param name="path">Absolute path.</param>
    /// <returns>What it holds; or what is wrong with it, as the end of a sentence (<c>does not exist</c>).</returns>
    public static (T? Value, string? Problem) Read<T>(string path)
        where T : class
    {
        var bytes = NamedFile.Read(path, LargestFile, out var problem);
        if (problem is not null)
        {
            return (null, problem);
        }

        try
        {
            var value = JsonSerializer.Deserialize(bytes, Info<T>());
            return value is null ? (null, "holds null") : (value, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return (null, $"cannot be understood: {e.Message.TrimEnd('.')}");
        }
    }

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Readable.GetTypeInfo(typeof(T))!;
}

/// <summary>The highest fence that a target folder has seen: the file <c>fence.json</c>.</summary>
/// <param name="FormatVersion">Version of the format.</param>
/// <param name="Fence">The fence.</param>
internal sealed record FenceMark(int FormatVersion, long Fence);

/// <summary>How the files of a target folder are written.</summary>
[JsonSerializable(typeof(DeployedSet))]
[JsonSerializable(typeof(FenceMark))]
[JsonSerializable(typeof(ModuleMarker))]
[JsonSerializable(typeof(CommandedSet))]
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
internal sealed partial class TargetJsonContext : JsonSerializerContext;
