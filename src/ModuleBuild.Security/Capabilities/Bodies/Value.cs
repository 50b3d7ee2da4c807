namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>What is known of a value on the stack: enough to see which host, path or program a call is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The number, or the type's number among the uses.</param>
/// <param name="Object">The text, or the object that carries one.</param>
/// <param name="Edge">Of a type: number of the edge by which it was got, from 1; 0 for all else.</param>
internal readonly record struct Value(ValueKind Kind, int Number = 0, object? Object = null, int Edge = 0)
{
    /// <summary>A constant text.</summary>
    public static Value Of(string text) => new(ValueKind.Text, Object: text);

    /// <summary>A constant number.</summary>
    public static Value Of(int number) => new(ValueKind.Number, number);

    /// <summary>The constant text that it is or carries, or null.</summary>
    public Value Content => Kind == ValueKind.Carrier ? ((Carrier)Object!).Content : this;
}

/// <summary>What is known of a value.</summary>
internal enum ValueKind : byte
{
    Unknown,
    Text,

    /// <summary>A text of which the beginning is known.</summary>
    Prefix,
    Number,
    Type,

    /// <summary>An object that was just made: its type is the number.</summary>
    Object,

    /// <summary>An object that was made from a constant: an address, a file, what to start.</summary>
    Carrier,
}

/// <summary>An object that was made from a constant. It is shared by all copies of the reference, as the object is.</summary>
internal sealed class Carrier
{
    /// <summary>From what.</summary>
    public Value Content { get; set; }
}
