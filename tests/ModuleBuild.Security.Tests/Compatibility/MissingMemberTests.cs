namespace ModuleBuild.Security.Tests.Compatibility;

/// <summary>MB3001: what the module uses is in each version, in both directions.</summary>
public sealed class MissingMemberTests
{
    private const string Tags = "public class Tags { public string Read(string name) => name; public int Count { get; set; } public static int Limit; public event Action Changed; void Fire() => Changed?.Invoke(); }";
    private const string Reads = "public class Module { public string Run() => new Tags().Read(\"a\"); }";

    [Fact]
    public void A_called_method_is_gone_in_a_newer_version()
    {
        using var host = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", "public class Tags { public string ReadAsync(string name) => name; }").Module(Reads);

        Assert.Equal(
            ["MB3001 Acme.Orders.dll calls Acme.Gateway.Tags.Read(String), absent in Acme.Gateway 8.4.0 (range [8.3,9.0)). Narrow the range to \"[8.3,8.4.0)\"."],
            host.Found());
        Assert.Equal("/host/Acme.Gateway Acme.Gateway.Tags.Read(String)", host.Findings()[0].Subject);
    }

    [Fact]
    public void A_called_method_is_not_there_yet_in_an_older_version()
    {
        using var host = new HostScenario().Host("8.3.0", "public class Tags { }").Host("8.4.0", Tags).Host("8.5.0", Tags).Module(Reads, against: "8.4.0");

        Assert.EndsWith("absent in Acme.Gateway 8.3.0 (range [8.3,9.0)). Narrow the range to \"[8.4.0,9.0)\".", Assert.Single(host.Found(), found => found.Contains("Read(", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_words_of_an_obsolete_member_are_repeated()
    {
        using var host = new HostScenario()
            .Host("8.3.0", Tags)
            .Host("8.4.0", "public class Tags { [Obsolete(\"Use ReadAsync.\")] public string Read(string name) => name; }")
            .Host("8.5.0", "public class Tags { }")
            .Module(Reads);

        Assert.Equal(
            [
                "MB3001 Acme.Orders.dll calls Acme.Gateway.Tags.Read(String), absent in Acme.Gateway 8.5.0 (range [8.3,9.0)). Narrow the range to \"[8.3,8.5.0)\", or do as its last version said: 'Use ReadAsync.'.",
                "MB3004 Acme.Orders.dll uses Acme.Gateway.Tags.Read(String), obsolete since Acme.Gateway 8.4.0. It says: 'Use ReadAsync.'.",
            ],
            host.Found());
    }

    [Fact]
    public void A_type_is_gone_with_all_its_members()
    {
        using var host = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", "public class Other { }").Module(Reads);

        Assert.StartsWith("MB3001 Acme.Orders.dll uses Acme.Gateway.Tags, absent in Acme.Gateway 8.4.0", Assert.Single(host.Found()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Tags { internal string Read(string name) => name; }", "not public in")]
    [InlineData("public class Tags { public object Read(string name) => name; }", "absent in")]
    [InlineData("public class Tags { public string Read(object name) => \"\"; }", "absent in")]
    [InlineData("public class Tags { public static string Read(string name) => name; }", "absent in")]
    [InlineData("public class Tags { public string Read(string name, int max = 1) => name; }", "absent in")]
    [InlineData("public class Tags { public string Read(in string name) => name; }", "absent in")]
    [InlineData("public class Tags { public string Read<T>(string name) => name; }", "absent in")]
    public void Another_signature_is_another_member(string newer, string why)
    {
        using var host = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", newer).Module(Reads);

        Assert.Contains(why, Assert.Single(host.Found()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Tags { public string Read(string other) => other; public int New; }")]
    [InlineData("public class Base { public string Read(string name) => name; } public class Tags : Base { }")]
    [InlineData("public class Base<T> { public T Read(T name) => name; } public class Tags : Base<string> { }")]
    [InlineData("public class Tags { public virtual string Read(string name) => name; public string Read(int name) => \"\"; }")]
    public void A_member_that_moved_to_a_base_or_got_company_is_found(string newer)
    {
        using var host = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", newer).Module(Reads);

        Assert.Empty(host.Found());
    }

    [Theory]
    [InlineData("tags.Count = 1;", "public class Tags { public int Count { get; } }", "Acme.Gateway.Tags.Count")]
    [InlineData("tags.Count = 1;", "public class Tags { public int Count { get; init; } }", "Acme.Gateway.Tags.Count")]
    [InlineData("Tags.Limit = 1;", "public class Tags { public static long Limit; }", "Acme.Gateway.Tags.Limit")]
    [InlineData("tags.Changed += () => { };", "public class Tags { }", "Acme.Gateway.Tags.Changed")]
    [InlineData("new Tags();", "public class Tags { public Tags(int size) { } }", "Acme.Gateway.Tags()")]
    public void Properties_fields_events_and_constructors_count(string use, string newer, string member)
    {
        using var host = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", newer).Module($"public class Module {{ public void Run(Tags tags) {{ {use} }} }}");

        Assert.StartsWith($"MB3001 Acme.Orders.dll calls {member}, absent in Acme.Gateway 8.4.0", Assert.Single(host.Found()), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_generic_and_nested_types_are_compared()
    {
        const string old = "public class Box<T> { public class Lid { public T Open(T key) => key; } public R Map<R>(Func<T, R> f) => f(default!); }";
        const string use = "public class Module { public int Run() => new Box<int>.Lid().Open(1) + new Box<string>().Map<int>(s => s.Length); }";
        using var same = new HostScenario().Host("8.3.0", old).Host("8.4.0", old).Module(use);
        using var other = new HostScenario().Host("8.3.0", old).Host("8.4.0", "public class Box<T> { public class Lid { public T Open(object key) => default!; } public R Map<R>(Func<T, int, R> f) => default!; }").Module(use);

        Assert.Empty(same.Found());
        Assert.Equal(2, other.Found().Length);
        Assert.Contains("calls Acme.Gateway.Box.Lid.Open(T0), absent", other.Found()[0], StringComparison.Ordinal);
        Assert.Contains("calls Acme.Gateway.Box.Map(Func<T0, T0>), absent", other.Found()[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_forwarded_type_is_the_same_type()
    {
        using var moved = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Acme.Gateway.Tags))]", more: Tags).Module(Reads);
        using var lost = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", "public class Other { }", more: Tags).Module(Reads);

        Assert.Empty(moved.Found());
        Assert.Contains("uses Acme.Gateway.Tags, absent", Assert.Single(lost.Found()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_covariant_return_is_no_other_member_for_callers_of_the_base()
    {
        using var host = new HostScenario()
            .Host("8.3.0", "public class A { public virtual A Copy() => this; } public class B : A { public override A Copy() => this; }")
            .Host("8.4.0", "public class A { public virtual A Copy() => this; } public class B : A { public override B Copy() => this; }")
            .Module("public class Module { public A Run(B b) => b.Copy(); }");

        Assert.Empty(host.Found());
    }

    [Theory]
    [InlineData("public interface ITag { string Name { get; } int Old() => 1; }", "public interface ITag { string Name { get; } }", "public class MyTag : ITag { public string Name => \"\"; public int Old() => 2; }", "Acme.Gateway.ITag.Old()")]
    [InlineData("public class Hook { public virtual void Start(int n) { } }", "public class Hook { }", "public class MyHook : Hook { public override void Start(int n) { } }", "Acme.Gateway.Hook.Start(Int32)")]
    [InlineData("public interface ITag<T> { void Put(T t); }", "public interface ITag<T> { }", "public class MyTag : ITag<int> { public void Put(int t) { } }", "Acme.Gateway.ITag.Put(T0)")]
    public void What_is_implemented_or_overridden_is_still_asked_for(string old, string newer, string module, string member)
    {
        using var host = new HostScenario().Host("8.3.0", old).Host("8.4.0", newer).Module(module);

        Assert.StartsWith($"MB3001 Acme.Orders.dll implements {member}, absent in Acme.Gateway 8.4.0", Assert.Single(host.Found()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_is_gone()
    {
        using var host = new HostScenario().Watching("Acme.Gateway.Types")
            .Host("8.3.0", "public class Tags { }", more: "public class Kind { public int Id; }")
            .Host("8.4.0", "public class Tags { }")
            .Module("public class Module { public int Run(Kind kind) => kind.Id; }");

        Assert.StartsWith("MB3001 Acme.Orders.dll uses Acme.Gateway.Types.dll, absent in Acme.Gateway 8.4.0", Assert.Single(host.Found()), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_parts_that_work_the_largest_is_to_be_declared()
    {
        const string none = "public class Tags { }";
        using var host = new HostScenario().Host("8.3.0", Tags).Host("8.4.0", none).Host("8.5.0", Tags).Host("8.6.0", Tags).Host("8.7.0", none)
            .Module("public class Module { public string Run(Tags tags) => tags.Read(\"a\"); }");

        Assert.EndsWith("absent in Acme.Gateway 8.4.0, 8.7.0 (range [8.3,9.0)). Narrow the range to \"[8.5.0,8.7.0)\".", Assert.Single(host.Found()), StringComparison.Ordinal);
    }
}
