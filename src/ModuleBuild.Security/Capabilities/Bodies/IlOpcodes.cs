using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>The instructions of IL, as the runtime lists them: what follows the opcode, and what it does to the stack.</summary>
internal static class IlOpcodes
{
    /// <summary>Stands for as many values as the operand says.</summary>
    public const sbyte Variable = -1;

    private static readonly Instruction[] OneByte = new Instruction[256];
    private static readonly Instruction[] TwoBytes = new Instruction[256];

    static IlOpcodes()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            if (code.OpCodeType == OpCodeType.Nternal)
            {
                continue; // reserved numbers, which no runtime takes
            }

            var table = code.Size == 1 ? OneByte : TwoBytes;
            table[code.Value & 0xFF] = new Instruction(
                (ILOpCode)(ushort)code.Value, code.OperandType, Count(code.StackBehaviourPop), Count(code.StackBehaviourPush), code.FlowControl, IsKnown: true);
        }
    }

    /// <summary>Reads the next instruction's opcode.</summary>
    /// <exception cref="BadImageFormatException">There is none of that number.</exception>
    public static Instruction Next(ref BlobReader code)
    {
        var first = code.ReadByte();
        var found = first == 0xFE ? TwoBytes[code.ReadByte()] : OneByte[first];
        return found.IsKnown ? found : throw new BadImageFormatException();
    }

    /// <summary>Bytes of the operand of an instruction that is no switch.</summary>
    public static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static sbyte Count(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Push0 => 0,
        StackBehaviour.Varpop or StackBehaviour.Varpush => Variable,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref
            or StackBehaviour.Push1 or StackBehaviour.Pushi or StackBehaviour.Pushi8 or StackBehaviour.Pushr4 or StackBehaviour.Pushr8 or StackBehaviour.Pushref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
            or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi or StackBehaviour.Push1_push1 => 2,
        _ => 3,
    };
}

/// <summary>An instruction without its operand.</summary>
/// <param name="Code">Which.</param>
/// <param name="Operand">What follows it.</param>
/// <param name="Pops">How many values it takes.</param>
/// <param name="Pushes">How many it gives.</param>
/// <param name="Flow">Where it goes.</param>
/// <param name="IsKnown">Whether there is such an instruction.</param>
internal readonly record struct Instruction(ILOpCode Code, OperandType Operand, sbyte Pops, sbyte Pushes, FlowControl Flow, bool IsKnown);
