using System.Collections.Frozen;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Calls that only look at a type: <c>typeof(T).Name</c> makes no <c>T</c>.</summary>
internal static class HarmlessTypeUse
{
    private static readonly FrozenSet<string> Looks = new[]
    {
        "get_Name", "get_FullName", "get_Namespace", "get_Assembly", "get_AssemblyQualifiedName", "get_Module", "get_GUID",
        "get_IsClass", "get_IsInterface", "get_IsValueType", "get_IsEnum", "get_IsAbstract", "get_IsSealed", "get_IsGenericType", "get_BaseType",
        "op_Equality", "op_Inequality", "Equals", "GetHashCode", "ToString", "IsAssignableFrom", "IsAssignableTo", "IsInstanceOfType", "IsSubclassOf",
        "GetTypeCode", "IsDefined", "GetCustomAttribute", "GetCustomAttributes", "get_Attributes",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Readers = new[]
    {
        "System.Console", "System.String", "System.Text.StringBuilder", "System.Enum", "System.Diagnostics.Debug", "System.Diagnostics.Trace",
        "System.Reflection.CustomAttributeExtensions", "System.Attribute", "System.ArgumentException", "System.InvalidOperationException",
        "System.NotSupportedException", "System.ObjectDisposedException", "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a call does no more with a type than look at it.</summary>
    public static bool Is(MemberFacts method) => method.Reference.Text switch
    {
        "System.Type" or "System.Reflection.MemberInfo" or "System.Object" => Looks.Contains(method.Use.Name),
        var type => Readers.Contains(type),
    };
}
