using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Uses;

/// <summary>What authors of libraries say by <c>[RequiresCapability]</c>.</summary>
public sealed class RequiresCapabilityTests
{
    private const string Attribute = """

        namespace ModuleBuild
        {
            [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]
            sealed class RequiresCapabilityAttribute(string capability) : System.Attribute
            {
                public string Capability => capability;
                public string? Target { get; set; }
            }
        }
        """;

    private const string Mails = """
        public class Mails
        {
            [ModuleBuild.RequiresCapability("network:connect", Target = "mail.example.com")] public void Send() { }
            [ModuleBuild.RequiresCapability("file:read")] [ModuleBuild.RequiresCapability("process:start", Target = "gpg")] public void Sign() { }
            [ModuleBuild.RequiresCapability("environment:read", Target = "MAIL_USER")] public string User => "";
            [ModuleBuild.RequiresCapability("tea:make")] public void Brew() { }
            [ModuleBuild.RequiresCapability("file:write")] public Mails(string path) { }
            [ModuleBuild.RequiresCapability("reflection:invoke")] public void Guess() { }
            public void Free() { }
            public virtual void Over() { }
        }
        [ModuleBuild.RequiresCapability("registry:read")] public static class Keys { public static void Read() { } }
        public abstract class Base { [ModuleBuild.RequiresCapability("tls:bypass")] public abstract void Trust(); }
        public class Derived : Base { public override void Trust() { } }
        """;

    private const string Uses = """
        class C
        {
            void M(Mails mails, Derived derived)
            {
                [|mails.Send()|];
                [|mails.Sign()|];
                _ = [|mails.User|];
                mails.Brew();
                _ = [|new Mails("a")|];
                mails.Guess();
                mails.Free();
                [|Keys.Read()|];
                [|derived.Trust()|];
                System.Action later = [|mails.Send|];
                _ = nameof(mails.Send);
            }
        }
        """;

    private static readonly string[] Permissions =
    [
        "network:access:mail.example.com", "file:read:*", "process:start:gpg", "environment:read:MAIL_USER", "file:write:*", "registry:read:*", "tls:bypass",
        "network:access:mail.example.com",
    ];

    [Fact]
    public async Task Marked_members_of_a_library_are_uses()
    {
        var module = Module.With();
        module.MoreReferences.Add(GenericAndOverrideTests.Library("#nullable enable\n" + Mails + Attribute));

        var found = await module.AnalyzeAsync(MarkedSource.Parse(Uses).Text);

        Assert.Equal(Permissions, found.Select(diagnostic => diagnostic.Properties["permission"]));
    }

    [Fact]
    public async Task Marked_members_of_this_source_are_uses()
    {
        var found = await Module.With().AnalyzeAsync(MarkedSource.Parse(Uses).Text + Mails + Attribute);

        Assert.Equal(Permissions, found.Select(diagnostic => diagnostic.Properties["permission"]));
    }

    [Fact]
    public Task Declared_permissions_allow_them() => Module.With("network:access:mail.example.com").FindsNothingAsync(
        "class C { void M(Mails mails) => mails.Send(); }" + Mails + Attribute);

    [Fact]
    public Task Attribute_of_the_same_name_elsewhere_means_nothing() => Module.With().FindsNothingAsync(
        """
        class C { void M(Other other) => other.Send(); }
        class Other { [Acme.RequiresCapability("network:connect")] public void Send() { } }
        """ + Attribute.Replace("ModuleBuild", "Acme", StringComparison.Ordinal));
}
