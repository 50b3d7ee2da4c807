namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A type as code refers to it.</summary>
/// <param name="Kind">How.</param>
/// <param name="Text">Canonical text, as in signatures.</param>
/// <param name="Assembly">Of a reference: simple name of the assembly; empty for the own one.</param>
/// <param name="Index">Of a definition its row; of a type parameter its number; of an instance the number of the generic type among the uses; else -1.</param>
/// <param name="Arguments">Of an instance its arguments, of an array or pointer its element; numbers among the uses.</param>
internal sealed record WrittenType(TypeUseKind Kind, string Text, string Assembly, int Index, int[] Arguments);

/// <summary>A member as code refers to it.</summary>
/// <param name="Parent">Number of the type among the uses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Canonical signature.</param>
/// <param name="Definition">Row where it is a method of the own assembly, named directly; else -1.</param>
/// <param name="Arguments">Arguments of a generic method; numbers among the type uses.</param>
internal sealed record WrittenMember(int Parent, string Name, string Signature, int Definition, int[] Arguments);
