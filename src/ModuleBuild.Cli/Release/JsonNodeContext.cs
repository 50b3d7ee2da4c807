using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModuleBuild.Cli.Release;

/// <summary>Writes JSON that was put together, without reflection.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class JsonNodeContext : JsonSerializerContext;
