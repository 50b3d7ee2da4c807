namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Members that are called without being named in a call: by accessors, and .NET's own by constant names.</summary>
internal static class AccessorPatterns
{
    private const string AnyStart = "process:start:*";
    private const string Target = "class A { private A(int i) => Bad.Do(); public A() { } private static int Go() => Bad.Do(); private int Do() => Bad.Do(); private int Not() => 1; private int _f; } ";

    public static IEnumerable<Pattern> All => new PatternList()
        .Reaches("an accessor of a method of .NET", "class Entry { [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = \"Start\")] static extern Process S(Process p, string s); public void Run() => S(null, \"evil\"); }", AnyStart)
        .Reaches("an accessor by its own name", "class Entry { [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)] static extern Process Start(Process p, string s); public void Run() => Start(null, \"evil\"); }", AnyStart)
        .Reaches("an accessor that nobody calls", "class Entry { public void Run() { } } class B { [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)] static extern Process Start(Process p, string s); }")
        .Reaches("an accessor of a member that the map does not know", "class Entry { [UnsafeAccessor(UnsafeAccessorKind.Method)] static extern int Hidden(Process p); public void Run() => Hidden(null); }", "reflection:invoke")
        .Reaches("an accessor whose type is named by text", "class Entry { [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)] static extern object Start([UnsafeAccessorType(\"System.Diagnostics.Process, System.Diagnostics.Process\")] object p, string s); public void Run() => Start(null, \"evil\"); }", AnyStart)
        .Reaches("an accessor whose own type is named by text", Target + "class Entry { [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)] static extern int Go([UnsafeAccessorType(\"A\")] object a); public void Run() => Go(null); }", PatternList.Start)
        .Reaches("an accessor of a static method", Target + "class Entry { [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = \"Go\")] static extern int G(A a); public void Run() => G(null); }", PatternList.Start)
        .Twins("an accessor of a method",
            Target + "class Entry { [UnsafeAccessor(UnsafeAccessorKind.Method, Name = \"Do\")] static extern int G(A a); public void Run() => G(new A()); }",
            Target + "class Entry { [UnsafeAccessor(UnsafeAccessorKind.Method, Name = \"Not\")] static extern int G(A a); public void Run() => G(new A()); }")
        .Reaches("an accessor of a constructor", Target + "class Entry { [UnsafeAccessor(UnsafeAccessorKind.Constructor)] static extern A G(int i); public void Run() => G(1); }", PatternList.Start)
        .Reaches("an accessor of a field", Target + "class Entry { [UnsafeAccessor(UnsafeAccessorKind.Field, Name = \"_f\")] static extern ref int G(A a); public void Run() => G(new A()) = 1; }")
        .Reaches("a type of .NET and its method by constant names", "class Entry { public void Run() => Type.GetType(\"System.Diagnostics.Process, System.Diagnostics.Process\").GetMethod(\"Start\", new[] { typeof(string) }).Invoke(null, new object[] { \"evil\" }); }", AnyStart, "reflection:invoke")
        .Reaches("a method of .NET by a constant name", "class Entry { public void Run() { var m = typeof(Environment).GetMethod(\"GetEnvironmentVariable\", new[] { typeof(string) }); m.Invoke(null, null); } }", "env:read:*", "reflection:invoke")
        .Reaches("a harmless method of .NET by a constant name", "class Entry { public void Run() => typeof(Math).GetMethod(\"Abs\", new[] { typeof(int) }).Invoke(null, null); }", "reflection:invoke")
        .Reaches("an object of .NET by its type", "class Entry { public void Run() => Activator.CreateInstance(typeof(StreamWriter), \"x\"); }", "file:write:*", "reflection:invoke")
        .Reaches("a dynamic value of .NET", "class Entry { public void Run() { dynamic d = new Process(); d.Start(); } }", AnyStart, "reflection:invoke")
        .Reaches("a dynamic value of .NET, another name", "class Entry { public void Run() { dynamic d = new Process(); d.Refresh(); } }", "reflection:invoke")
        .Reaches("a static method of .NET with a dynamic value", "class Entry { public void Run(object o) { dynamic d = o; Process.Start(d); } }", AnyStart, "reflection:invoke")
        .All;
}
