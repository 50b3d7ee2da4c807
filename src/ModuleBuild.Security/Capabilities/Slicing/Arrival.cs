using ModuleBuild.Security.Capabilities.Linking;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>From where a method was reached; nothing for roots.</summary>
/// <param name="From">The method.</param>
/// <param name="Offset">Offset of the instruction in it.</param>
internal readonly record struct Arrival(MethodNode? From, int Offset);
