namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>What a type is.</summary>
[Flags]
internal enum TypeTraits
{
    None = 0,
    Interface = 1,
    Abstract = 2,
    ValueType = 4,

    /// <summary>Others may name it.</summary>
    Visible = 8,

    /// <summary>Its static constructor runs when a static field is touched, not with each first call.</summary>
    RelaxedInitialization = 16,
    Delegate = 32,

    /// <summary>Some parameter of it is covariant or contravariant: an instance is also others.</summary>
    Variant = 64,
}

/// <summary>What a method is.</summary>
[Flags]
internal enum MethodTraits
{
    None = 0,
    Static = 1,
    Virtual = 2,
    Abstract = 4,
    NewSlot = 8,

    /// <summary>Others may call it, or override it.</summary>
    Visible = 16,
    Constructor = 32,
    PropertyAccessor = 64,

    /// <summary>Only its own type may call it by name.</summary>
    Private = 128,

    /// <summary>Whoever calls it needs a capability that it names, whatever overrides it.</summary>
    Required = 256,

    /// <summary>It has no body: a native function is called.</summary>
    Native = 512,

    /// <summary>It has type parameters.</summary>
    Generic = 1024,
}
