using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Static read-only fields that hold a constant text, or an address made from one: set once, by the static constructor.</summary>
/// <param name="reader">The assembly's metadata.</param>
internal sealed class StaticConstants(MetadataReader reader)
{
    private readonly Dictionary<int, Value> _values = [];
    private readonly HashSet<int> _several = [];

    /// <summary>What is known of a field.</summary>
    public Value Of(EntityHandle field) =>
        field.Kind == HandleKind.FieldDefinition ? _values.GetValueOrDefault(MetadataTokens.GetRowNumber(field)) : default;

    /// <summary>Looks into a static constructor for <c>ldstr; [newobj Uri;] stsfld</c>.</summary>
    /// <param name="code">Its instructions.</param>
    public void Collect(BlobReader code)
    {
        var last = default(Value);
        while (code.RemainingBytes > 0)
        {
            var instruction = IlOpcodes.Next(ref code);
            switch (instruction.Code)
            {
                case ILOpCode.Ldstr:
                    last = Value.Of(reader.GetUserString((UserStringHandle)MetadataTokens.Handle(code.ReadInt32())));
                    break;
                case ILOpCode.Newobj:
                    last = IsAddress(MetadataTokens.EntityHandle(code.ReadInt32())) && last.Kind == ValueKind.Text
                        ? new Value(ValueKind.Carrier, Object: new Carrier { Content = last })
                        : default;
                    break;
                case ILOpCode.Stsfld:
                    Store(MetadataTokens.EntityHandle(code.ReadInt32()), last);
                    last = default;
                    break;
                case ILOpCode.Switch:
                    code.Offset += checked((int)Math.Min(4L * code.ReadUInt32(), code.RemainingBytes));
                    last = default;
                    break;
                default:
                    code.Offset += Math.Min(IlOpcodes.OperandSize(instruction.Operand), code.RemainingBytes);
                    last = instruction.Code == ILOpCode.Nop ? last : default;
                    break;
            }
        }
    }

    private bool IsAddress(EntityHandle handle) =>
        handle.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)handle).Parent is { Kind: HandleKind.TypeReference } parent
        && Summaries.MetadataNames.Of(reader, (TypeReferenceHandle)parent) == "System.Uri";

    private void Store(EntityHandle field, Value value)
    {
        if (field.Kind != HandleKind.FieldDefinition
            || (reader.GetFieldDefinition((FieldDefinitionHandle)field).Attributes & FieldAttributes.InitOnly) == 0)
        {
            return;
        }

        var row = MetadataTokens.GetRowNumber(field);
        if (value.Kind == ValueKind.Unknown || !_several.Add(row))
        {
            _values.Remove(row);
            _several.Add(row);
            return;
        }

        _values[row] = value;
    }
}
