using System.Globalization;

namespace ModuleBuild.Core.Json;

/// <summary>A string.</summary>
/// <param name="start">Offset of the opening quote.</param>
/// <param name="text">What it says, without escapes.</param>
internal sealed class JsonString(int start, string text) : JsonValue(start)
{
    public string Text { get; } = text;

    public override string Description => Text.Length == 0 ? "an empty string" : $"the string {Quotation.Of(Text)}";

    public override bool Means(JsonValue other) => other is JsonString { Text: var text } && text == Text;
}

/// <summary>A number, kept as it was written.</summary>
/// <param name="start">Offset of its first character.</param>
/// <param name="text">For example <c>1e3</c>.</param>
internal sealed class JsonNumber(int start, string text) : JsonValue(start)
{
    public string Text { get; } = text;

    /// <summary>The value; infinite where it is out of range.</summary>
    public double Number => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public override string Description => $"the number {Quotation.Shorten(Text)}";

    public override bool Means(JsonValue other) => other is JsonNumber { Text: var text } && text == Text;
}

/// <summary>True or false.</summary>
/// <param name="start">Offset of its first character.</param>
/// <param name="value">Which of the two.</param>
internal sealed class JsonBoolean(int start, bool value) : JsonValue(start)
{
    public bool Value { get; } = value;

    public override string Description => Value ? "true" : "false";

    public override bool Means(JsonValue other) => other is JsonBoolean { Value: var value } && value == Value;
}

/// <summary>Null.</summary>
/// <param name="start">Offset of its first character.</param>
internal sealed class JsonNull(int start) : JsonValue(start)
{
    public override string Description => "null";

    public override bool Means(JsonValue other) => other is JsonNull;
}
