using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Reads a body once, from top to bottom: what it calls, makes, and looks up, and with which constants.</summary>
/// <param name="reader">The assembly's metadata.</param>
/// <param name="types">Its types.</param>
/// <param name="recorder">Takes what calls mean.</param>
/// <param name="edges">What the body uses.</param>
/// <param name="constants">Its static fields that hold constants.</param>
internal sealed class BodyReader(MetadataReader reader, TypeUses types, CallRecorder recorder, EdgeList edges, StaticConstants constants)
{
    private readonly BodyStack _stack = new();
    private int _constrained = -1;
    private bool _looksOnly;

    /// <summary>Reads a body.</summary>
    /// <param name="code">Its instructions.</param>
    /// <param name="looksOnly">Whether the type that it gives back is only compared, as that of <c>EqualityContract</c> of records.</param>
    /// <exception cref="BadImageFormatException">It is none.</exception>
    public Edge[] Read(BlobReader code, bool looksOnly = false)
    {
        _looksOnly = looksOnly;
        _stack.Clear();
        recorder.Start();
        _constrained = -1;
        var isReached = true;
        while (code.RemainingBytes > 0)
        {
            var offset = code.Offset;
            _stack.Enter(offset, isReached);
            var instruction = IlOpcodes.Next(ref code);
            Step(instruction, ref code, offset);
            isReached = instruction.Flow is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
        }

        return recorder.Finish();
    }

    private void Step(Instruction instruction, ref BlobReader code, int offset)
    {
        switch (instruction.Operand)
        {
            case OperandType.InlineBrTarget:
                Branch(instruction, code.ReadInt32() + (long)code.Offset);
                break;
            case OperandType.ShortInlineBrTarget:
                Branch(instruction, code.ReadSByte() + (long)code.Offset);
                break;
            case OperandType.InlineSwitch:
                Switch(ref code);
                break;
            case OperandType.InlineMethod:
                Method(instruction.Code, code.ReadInt32(), offset);
                break;
            case OperandType.InlineField:
                Field(instruction, code.ReadInt32(), offset);
                break;
            case OperandType.InlineType:
                Type(instruction, code.ReadInt32(), offset);
                break;
            case OperandType.InlineTok:
                Token(code.ReadInt32(), offset);
                break;
            case OperandType.InlineSig:
                Indirect(code.ReadInt32(), offset);
                break;
            case OperandType.InlineString:
                _stack.Push(Value.Of(reader.GetUserString((UserStringHandle)MetadataTokens.Handle(code.ReadInt32()))));
                break;
            default:
                Plain(instruction, ref code);
                break;
        }
    }

    private void Plain(Instruction instruction, ref BlobReader code)
    {
        var operand = IlOpcodes.OperandSize(instruction.Operand) switch
        {
            1 => instruction.Operand == OperandType.ShortInlineVar ? code.ReadByte() : code.ReadSByte(),
            2 => code.ReadUInt16(),
            4 => code.ReadInt32(),
            8 => (int)Math.Clamp(code.ReadInt64(), int.MinValue, int.MaxValue),
            _ => 0,
        };
        switch (instruction.Code)
        {
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                _stack.Push(Value.Of(instruction.Code - ILOpCode.Ldc_i4_0));
                break;
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_i4_s:
                _stack.Push(Value.Of(operand));
                break;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                _stack.Push(_stack.Load(instruction.Code - ILOpCode.Ldloc_0));
                break;
            case ILOpCode.Ldloc or ILOpCode.Ldloc_s:
                _stack.Push(_stack.Load(operand));
                break;
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                Store(instruction.Code - ILOpCode.Stloc_0);
                break;
            case ILOpCode.Stloc or ILOpCode.Stloc_s:
                Store(operand);
                break;
            case ILOpCode.Ldloca or ILOpCode.Ldloca_s:
                _stack.Push(_stack.Address(operand));
                break;
            case ILOpCode.Dup:
                var value = _stack.Pop();
                _stack.Push(value);
                _stack.Push(value);
                break;
            case ILOpCode.Ret:
                edges.Note(_stack.Pop(), _looksOnly);
                break;
            default:
                Generic(instruction);
                break;
        }
    }

    private void Store(int local)
    {
        var value = _stack.Pop();
        edges.Use(value);
        _stack.Store(local, value);
    }

    private void Generic(Instruction instruction)
    {
        for (var at = 0; at < instruction.Pops; at++)
        {
            edges.Use(_stack.Pop());
        }

        for (var at = 0; at < instruction.Pushes; at++)
        {
            _stack.Push(default);
        }
    }

    private void Branch(Instruction instruction, long target)
    {
        Generic(instruction);
        if (target is >= 0 and <= int.MaxValue)
        {
            _stack.BranchTo((int)target);
        }
    }

    private void Switch(ref BlobReader code)
    {
        _stack.Pop();
        var count = code.ReadUInt32();
        if (count > code.RemainingBytes / 4)
        {
            throw new BadImageFormatException();
        }

        var end = code.Offset + (4L * count);
        for (var at = 0; at < count; at++)
        {
            var target = end + code.ReadInt32();
            if (target is >= 0 and <= int.MaxValue)
            {
                _stack.BranchTo((int)target);
            }
        }
    }

    private void Method(ILOpCode code, int token, int offset)
    {
        var constrained = _constrained;
        _constrained = -1;
        switch (code)
        {
            case ILOpCode.Newobj:
                recorder.New(_stack, MetadataTokens.EntityHandle(token), offset);
                break;
            case ILOpCode.Ldftn:
                recorder.Address(MetadataTokens.EntityHandle(token), isVirtual: false, constrained, offset);
                _stack.Push(default);
                break;
            case ILOpCode.Ldvirtftn:
                _stack.Pop();
                recorder.Address(MetadataTokens.EntityHandle(token), isVirtual: true, constrained, offset);
                _stack.Push(default);
                break;
            default:
                recorder.Call(_stack, MetadataTokens.EntityHandle(token), code == ILOpCode.Callvirt, constrained, offset);
                break;
        }
    }

    private void Field(Instruction instruction, int token, int offset)
    {
        var handle = MetadataTokens.EntityHandle(token);
        Generic(instruction with { Pushes = 0 });
        if (instruction.Code is ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld)
        {
            recorder.StaticField(handle, offset);
        }

        if (instruction.Pushes > 0)
        {
            _stack.Push(instruction.Code == ILOpCode.Ldsfld ? constants.Of(handle) : default);
        }
    }

    private void Type(Instruction instruction, int token, int offset)
    {
        if (instruction.Code == ILOpCode.Constrained)
        {
            _constrained = types.Of(MetadataTokens.EntityHandle(token));
            return;
        }

        if (instruction.Code is ILOpCode.Castclass)
        {
            return; // the same object
        }

        if (instruction.Code is ILOpCode.Initobj or ILOpCode.Box or ILOpCode.Newarr)
        {
            recorder.Value(types.Of(MetadataTokens.EntityHandle(token)), offset);
        }

        Generic(instruction);
    }

    private void Token(int token, int offset) => _stack.Push(recorder.Token(MetadataTokens.EntityHandle(token), offset));

    private void Indirect(int token, int offset)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind != HandleKind.StandaloneSignature)
        {
            throw new BadImageFormatException();
        }

        recorder.Indirect(_stack, reader.GetStandaloneSignature((StandaloneSignatureHandle)handle), offset);
    }
}
