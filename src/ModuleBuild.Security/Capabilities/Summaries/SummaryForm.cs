using System.Buffers.Binary;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>
/// The form in which a summary is kept, and used as it is: a head of numbers, tables of numbers with rows of one length, and the bytes of texts
/// and edges. All numbers have four bytes, the lowest first. -1 means none.
/// </summary>
internal static class SummaryForm
{
    /// <summary>'MBS4': another form has another number.</summary>
    public const int Mark = 0x4D425334;

    /// <summary>Numbers of the head that are none of a table: mark, name, problem, entry point, initializer of the module.</summary>
    public const int HeadNumbers = 5;

    /// <summary>Bytes of the head; of each table it says where it begins and how many rows it has.</summary>
    public const int HeadLength = (HeadNumbers + (2 * Tables)) * sizeof(int);

    /// <summary>How many tables there are, those of bytes among them.</summary>
    public const int Tables = (int)SummaryPart.Edges + 1;

    /// <summary>How many numbers a row of a table has.</summary>
    public static int WidthOf(SummaryPart part) => part switch
    {
        SummaryPart.TypeUses or SummaryPart.MemberUses or SummaryPart.Methods => 5,
        SummaryPart.Types => 9,
        SummaryPart.Sites => 4,
        SummaryPart.Attributes => 3,
        SummaryPart.Forwards => 2,
        _ => 1,
    };

    /// <summary>A number of the head.</summary>
    public static int Head(ReadOnlySpan<byte> bytes, int number) => BinaryPrimitives.ReadInt32LittleEndian(bytes[(number * sizeof(int))..]);

    /// <summary>Where a part begins, and how many rows or bytes it has.</summary>
    public static (int Start, int Count) PartOf(ReadOnlySpan<byte> bytes, SummaryPart part) =>
        (Head(bytes, HeadNumbers + (2 * (int)part)), Head(bytes, HeadNumbers + (2 * (int)part) + 1));
}

/// <summary>Parts of a summary, in their order.</summary>
internal enum SummaryPart
{
    /// <summary>Where each text begins, and where the last ends.</summary>
    TextStarts,

    /// <summary>Kind and what is in it, text, assembly, index, arguments.</summary>
    TypeUses,

    /// <summary>Type, name, signature, row of the definition, arguments.</summary>
    MemberUses,

    /// <summary>Name, base, interfaces, first method, number of methods, traits, overrides, static constructor, outer type.</summary>
    Types,

    /// <summary>Name, signature, type, traits, where its edges begin.</summary>
    Methods,

    /// <summary>Texts that edges refer to.</summary>
    Texts,

    /// <summary>Kind, target, assembly, member.</summary>
    Sites,

    /// <summary>Holder, attribute, types.</summary>
    Attributes,

    /// <summary>Type and assembly.</summary>
    Forwards,

    /// <summary>Runs of numbers, each behind its length; the first is empty.</summary>
    Numbers,

    /// <summary>UTF-8.</summary>
    TextBytes,

    /// <summary>See <see cref="EdgeRun"/>.</summary>
    Edges,
}
