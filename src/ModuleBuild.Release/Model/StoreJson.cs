using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModuleBuild.Release.Deployers;
using ModuleBuild.Release.Publishing;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Release.Model;

/// <summary>The bytes of the files in a store and in target folders, and of what commands are told: the same value gives the same bytes.</summary>
public static class StoreJson
{
    // Quotes and umlauts stand as they are: people read the differences, and the files are never pasted into HTML.
    private static readonly StoreJsonContext Readable =
        new(new JsonSerializerOptions(StoreJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The bytes of a file: two spaces, LF, UTF-8 without BOM.</summary>
    /// <typeparam name="T">One of the records that a store or a target folder holds.</typeparam>
    /// <param name="value">What it holds.</param>
    public static byte[] Write<T>(T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, Info<T>());
        return [.. bytes, (byte)'\n'];
    }

    /// <summary>Reads a file. Strict: what is not understood is refused, never skipped.</summary>
    /// <typeparam name="T">One of the records that a store or a target folder holds.</typeparam>
    /// <param name="bytes">The content of the file.</param>
    /// <returns>What it holds, or what is wrong with it, as a sentence.</returns>
    public static (T? Value, string? Problem) Read<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        if (NewerVersion(bytes) is { } version)
        {
            return (null, FormattableString.Invariant($"its 'formatVersion' is {version}; this tool knows {StoreFormat.Current}. Update ModuleBuild."));
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, Info<T>()) is { } value ? (value, null) : (null, "it holds null.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return (null, e.Message);
        }
    }

    // A newer format may have fields that this one does not know: its version is looked at before all else.
    private static int? NewerVersion(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("formatVersion"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) && version > StoreFormat.Current ? version : null;
                }
            }
        }
        catch (JsonException)
        {
            // Whoever reads it next says what is wrong.
        }

        return null;
    }

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Readable.GetTypeInfo(typeof(T))!;
}

/// <summary>How the records of stores and target folders are written.</summary>
[JsonSerializable(typeof(EnvironmentState))]
[JsonSerializable(typeof(EnvironmentRelease))]
[JsonSerializable(typeof(Operation))]
[JsonSerializable(typeof(ModuleSet))]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(LedgerHead))]
[JsonSerializable(typeof(PublishedVersion))]
[JsonSerializable(typeof(PublishEntry))]
[JsonSerializable(typeof(DeployedSet))]
[JsonSerializable(typeof(FenceMark))]
[JsonSerializable(typeof(ModuleMarker))]
[JsonSerializable(typeof(CommandedSet))]
[JsonSerializable(typeof(UpdateCheck))]
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = new[]
    {
        typeof(CamelCaseEnum<OperationKind>), typeof(CamelCaseEnum<Phase>), typeof(CamelCaseEnum<OperationOutcome>), typeof(CamelCaseEnum<GateVerdict>),
        typeof(CamelCaseEnum<LedgerEventKind>), typeof(CamelCaseEnum<PublishState>),
    },
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
internal sealed partial class StoreJsonContext : JsonSerializerContext;

/// <summary>Names of members in camel case; numbers are refused.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
