# Made reference-mobilefacenet.json. Run with numpy and PyTorch: python3 tflite-reference.py MobileFaceNet.tflite
# It reads the FlatBuffer and computes in double precision by itself, so that it shares nothing with Framewatch.
# It is kept to show where the numbers come from; no build or test runs it.
import json, struct, sys
import numpy as np, torch, torch.nn.functional as F
b = open(sys.argv[1], 'rb').read()
u32=lambda p:struct.unpack_from('<I',b,p)[0]
i32=lambda p:struct.unpack_from('<i',b,p)[0]
u16=lambda p:struct.unpack_from('<H',b,p)[0]
def tab(p): return p+u32(p)
def fld(t,i):
    v=t-i32(t); n=u16(v)
    o=4+2*i
    if o>=n: return 0
    f=u16(v+o); return t+f if f else 0
def vec(t,i):
    f=fld(t,i)
    if not f: return (0,0)
    p=f+u32(f); return (u32(p),p+4)
def tvec(t,i):
    n,p=vec(t,i); return [ (p+4*k)+u32(p+4*k) for k in range(n)]
def ivec(t,i):
    n,p=vec(t,i); return [i32(p+4*k) for k in range(n)]
def s(t,i):
    n,p=vec(t,i); return b[p:p+n].decode()
def sc(t,i,fmt,d):
    f=fld(t,i); return struct.unpack_from(fmt,b,f)[0] if f else d
root=u32(0); 
def load():
    codes=[max(sc(c,0,'<b',0),sc(c,3,'<i',0)) for c in tvec(root,1)]
    g=tvec(root,2)[0]
    bufs=tvec(root,4)
    T=[]
    for t in tvec(g,0):
        T.append(dict(shape=ivec(t,0),type=sc(t,1,'<b',0),buf=sc(t,2,'<I',0),name=s(t,3)))
    for t in T:
        n,p=vec(bufs[t['buf']],0); t['data']=(n,p)
    O=[]
    for o in tvec(g,3):
        ot=fld(o,4); O.append(dict(op=codes[sc(o,0,'<I',0)],ins=ivec(o,1),outs=ivec(o,2),otype=sc(o,3,'<B',0),opt=(ot+u32(ot)) if ot else 0))
    return T,O,ivec(g,1),ivec(g,2)
T,O,I,Out=load()
def const(j):
    n,p=T[j]['data']; dt={0:'<f4',2:'<i4'}[T[j]['type']]
    return np.frombuffer(b,dt,n//4,p).reshape(T[j]['shape'])
def picture(h,w,mean,div):
    v=np.zeros(h*w*3,np.float32); r=12345
    for i in range(v.size):
        r=(r*1664525+1013904223)&0xffffffff
        c=i%3;x=i//3%w;y=i//3//w
        v[i]=((((x*3+y*5+c*40)&127)+(r>>25))-mean)/div
    return v.reshape(1,h,w,3)
def same(x,k,s,d):
    ps=[]
    for dim in (3,2):
        n=x.shape[dim]; kk=(k[dim-2]-1)*d+1; out=-(-n//s[dim-2]); p=max(0,(out-1)*s[dim-2]+kk-n); ps+= [p//2,p-p//2]
    return F.pad(x,ps)
def act(x,a): return {0:lambda x:x,1:torch.relu,3:lambda x:x.clamp(0,6)}[a](x)
def run(x):
    V={I[0]:torch.from_numpy(x).permute(0,3,1,2).double()}
    def g(j):
        if j in V: return V[j]
        c=torch.from_numpy(const(j).copy()).double()
        return c.view(1,-1,1,1) if c.dim()==1 else c
    for o in O:
        i=o['ins'];op=o['op'];q=o['opt'];B=lambda k:sc(q,k,'<b',0);N=lambda k,d=1:sc(q,k,'<i',d)
        if op in(3,4):
            w=torch.from_numpy(const(i[1]).copy()).double(); b=torch.from_numpy(const(i[2]).copy()).double()
            v=V[i[0]]; s=(N(2),N(1)); a=3 if op==3 else 4; d=N(a+2); assert d==1
            w=w.permute(0,3,1,2) if op==3 else w.permute(3,0,1,2)
            if B(0)==0: v=same(v,w.shape[2:],s,d)
            y=act(F.conv2d(v,w,b,stride=s,groups=1 if op==3 else w.shape[0]),B(a))
        elif op==19: y=torch.relu(V[i[0]])
        elif op==101: y=V[i[0]].abs()
        elif op==41: y=act(g(i[0])-g(i[1]),B(0))
        elif op==18: y=act(g(i[0])*g(i[1]),B(0))
        elif op==0: y=act(g(i[0])+g(i[1]),B(0))
        elif op==22: y=V[i[0]].permute(0,2,3,1).reshape(x.shape[0],-1)
        V[o['outs'][0]]=y
    return V[Out[0]].numpy()
if __name__=='__main__':
    d=run(picture(112,112,127.5,128))[0]
    json.dump(dict(height=112,width=112,mean=[127.5]*3,divisor=128,outputs=[dict(name='embedding',sum=float(d.sum()),norm=float((d*d).sum()**.5),values=[float('%.8g'%v) for v in d])]),open('reference-mobilefacenet.json','w'))
    print((d*d).sum()**.5,d[:5])
