using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Names by which members are looked up where code does not write them.</summary>
internal static class MemberNames
{
    /// <summary>Every member of a type that is known.</summary>
    public const string All = "*";

    /// <summary>Every property of a type that is known.</summary>
    public const string Properties = "*property";

    // What the compiler says of an operator of a dynamic value is a number of ExpressionType; the checked and the assigning ones come down to the same.
    private static readonly (int Number, string Name)[] Operators =
    [
        (0, "op_Addition"), (1, "op_Addition"), (63, "op_Addition"), (74, "op_Addition"), (2, "op_BitwiseAnd"), (64, "op_BitwiseAnd"),
        (12, "op_Division"), (65, "op_Division"), (13, "op_Equality"), (14, "op_ExclusiveOr"), (66, "op_ExclusiveOr"), (15, "op_GreaterThan"),
        (16, "op_GreaterThanOrEqual"), (19, "op_LeftShift"), (67, "op_LeftShift"), (20, "op_LessThan"), (21, "op_LessThanOrEqual"),
        (25, "op_Modulus"), (68, "op_Modulus"), (26, "op_Multiply"), (27, "op_Multiply"), (69, "op_Multiply"), (75, "op_Multiply"), (28, "op_UnaryNegation"),
        (30, "op_UnaryNegation"), (29, "op_UnaryPlus"), (34, "op_LogicalNot"), (35, "op_Inequality"), (36, "op_BitwiseOr"), (70, "op_BitwiseOr"),
        (41, "op_RightShift"), (72, "op_RightShift"), (42, "op_Subtraction"), (43, "op_Subtraction"), (73, "op_Subtraction"), (76, "op_Subtraction"),
        (49, "op_Decrement"), (54, "op_Increment"), (82, "op_OnesComplement"), (83, "op_True"), (84, "op_False"),
    ];

    /// <summary>Names of the members that an operation on a dynamic value may call; nothing where it names its member, or is none.</summary>
    /// <param name="method">What makes the operation.</param>
    /// <param name="arguments">Its arguments.</param>
    public static IEnumerable<string> OfDynamic(MemberFacts method, ReadOnlySpan<Value> arguments) => method.Reference.Text != "Microsoft.CSharp.RuntimeBinder.Binder" ? []
        : method.Use.Name switch
        {
            "Convert" => ["op_Implicit", "op_Explicit"],
            "GetIndex" or "SetIndex" => ["Item"],
            "BinaryOperation" or "UnaryOperation" when arguments.Length > 1 => Of(arguments[1]),
            _ => [],
        };

    private static IEnumerable<string> Of(Value operation) => Operators
        .Where(pair => operation.Kind != ValueKind.Number || pair.Number == operation.Number)
        .Select(pair => pair.Name)
        .Distinct(StringComparer.Ordinal);
}
