namespace ModuleBuild.Security.Tests.Compatibility;

/// <summary>MB3002: abstract members that came after the version with which the module was compiled.</summary>
public sealed class AddedMemberTests
{
    private const string Tag = "public interface ITag { string Name { get; } }";
    private const string MyTag = "public class MyTag : ITag { public string Name => \"\"; }";

    [Fact]
    public void An_interface_gained_a_member()
    {
        using var host = new HostScenario().Host("8.3.0", Tag).Host("8.4.0", "public interface ITag { string Name { get; } string Unit { get; } }").Module(MyTag);

        Assert.Equal(
            ["MB3002 Acme.Orders.MyTag does not implement Acme.Gateway.ITag.Unit, which Acme.Gateway 8.4.0 demands (range [8.3,9.0)). "
                + "Narrow the range to \"[8.3,8.4.0)\", or implement it and compile against that version."],
            host.Found());
    }

    [Theory]
    [InlineData("public interface ITag { string Name { get; } string Unit => \"\"; }", MyTag)]
    [InlineData("public interface ITag { string Name { get; } void Reset(int n); }", "public class MyTag : ITag { public string Name => \"\"; public virtual void Reset(int n) { } }")]
    [InlineData("public interface ITag : IUnit { string Name { get; } string IUnit.Unit => \"\"; } public interface IUnit { string Unit { get; } }", MyTag)]
    [InlineData("public interface ITag { string Name { get; } string Unit { get; } }", "public abstract class MyTag : ITag { public string Name => \"\"; }")]
    [InlineData("public interface ITag { string Name { get; } } public interface IOther { void New(); }", MyTag)]
    public void Members_that_ask_nothing_of_the_module_are_fine(string newer, string module)
    {
        using var host = new HostScenario().Host("8.3.0", Tag).Host("8.4.0", newer).Module(module);

        Assert.Empty(host.Found());
    }

    [Fact]
    public void An_interface_gained_a_base_interface()
    {
        using var host = new HostScenario().Host("8.3.0", Tag).Host("8.4.0", "public interface ITag : IUnit { string Name { get; } } public interface IUnit { string Unit { get; } }").Module(MyTag);

        Assert.StartsWith("MB3002 Acme.Orders.MyTag does not implement Acme.Gateway.IUnit.Unit,", Assert.Single(host.Found()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_class_gained_an_abstract_member()
    {
        using var host = new HostScenario()
            .Host("8.3.0", "public abstract class Hook { public abstract void Start(); }")
            .Host("8.4.0", "public abstract class Hook { public abstract void Start(); public abstract void Stop(int n); }")
            .Module("public class MyHook : Hook { public override void Start() { } }");

        Assert.StartsWith("MB3002 Acme.Orders.MyHook does not implement Acme.Gateway.Hook.Stop(Int32),", Assert.Single(host.Found()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_class_of_the_host_implements_what_its_interface_gained()
    {
        using var host = new HostScenario()
            .Host("8.3.0", Tag + " public class TagBase : ITag { public string Name => \"\"; }")
            .Host("8.4.0", "public interface ITag { string Name { get; } string Unit { get; } } public class TagBase : ITag { public string Name => \"\"; string ITag.Unit => \"\"; }")
            .Module("public class MyTag : TagBase, ITag { }");

        Assert.Empty(host.Found());
    }

    [Fact]
    public void A_covariant_override_in_the_host_implements_the_abstract_member()
    {
        using var host = new HostScenario()
            .Host("8.3.0", "public abstract class A { public abstract A Copy(); } public class B : A { public override A Copy() => this; }")
            .Host("8.4.0", "public abstract class A { public abstract A Copy(); } public class B : A { public override B Copy() => this; }")
            .Module("public class C : B { }");

        Assert.Empty(host.Found());
    }

    [Fact]
    public void Members_of_generic_interfaces_are_implemented_with_the_modules_types()
    {
        using var host = new HostScenario()
            .Host("8.3.0", "public interface IStore<T> { void Put(T t); }")
            .Host("8.4.0", "public interface IStore<T> { void Put(T t); T Get(string key); bool Has(T t); }")
            .Module("public class Store : IStore<int> { public void Put(int t) { } public virtual int Get(string key) => 1; public virtual bool Has(string t) => true; }");

        Assert.StartsWith("MB3002 Acme.Orders.Store does not implement Acme.Gateway.IStore.Has(T0),", Assert.Single(host.Found()), StringComparison.Ordinal);
    }
}
